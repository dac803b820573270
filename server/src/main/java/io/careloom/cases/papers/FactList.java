package io.careloom.cases.papers;

import io.careloom.platform.documents.Paper.Fact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labelled values of a paper; what nobody said is left out. */
final class FactList {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final List<Fact> facts = new ArrayList<>();

    FactList add(String label, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            facts.add(new Fact(label, value.toString()));
        }
        return this;
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }
}
