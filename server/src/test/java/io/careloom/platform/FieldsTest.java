package io.careloom.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldsTest {
    public record Parcel(
            String sentTo, int weight, @Nullable Boolean isFragile) {}

    @Test
    void aRecordIsMadeOfWhatTheSourceHasForEachFieldByNameAndType() {
        Map<String, Class<?>> asked = new LinkedHashMap<>();
        Map<String, Object> row = Map.of("weight", 3, "sent_to", "Lisbon", "further", "nobody asks");

        Parcel read = Fields.read(Parcel.class, (name, type) -> {
            asked.put(name, type);
            return row.get(name);
        });

        assertThat(read).isEqualTo(new Parcel("Lisbon", 3, null));
        assertThat(asked)
                .containsExactly(
                        Map.entry("sent_to", String.class),
                        Map.entry("weight", int.class),
                        Map.entry("is_fragile", Boolean.class));
    }

    @Test
    void whatTheSourceCannotTellIsItsCallersException() {
        assertThatThrownBy(() -> Fields.read(Parcel.class, (name, _) -> {
                    throw new IOException(name);
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("sent_to");
    }

    @Test
    void aCopyHasTheChangesAndKeepsTheRest() {
        Parcel parcel = new Parcel("Lisbon", 3, true);
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changes.put("is_fragile", null);
        changes.put("sent_to", "Porto");

        assertThat(Fields.with(parcel, changes)).isEqualTo(new Parcel("Porto", 3, null));
    }
}
