package io.careloom.patients;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.PartnerFacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class PatientEventsTest {
    private static final UUID TENANT = UUID.fromString("b4d17dab-11c0-474f-a3dd-f7b612542ca5");

    static PartnerFacing[] events() {
        return new PartnerFacing[] {
            new PatientCreated(TENANT, UUID.fromString("796fef8b-a4d5-4e19-8a58-852adfbe8709"), 1, "order 15/café"),
            new PatientModified(TENANT, UUID.fromString("26f3d453-09ff-41cb-9fc6-724d1b77277c"), 2, "order 15/café"),
            new PatientDeleted(TENANT, UUID.fromString("796fef8b-a4d5-4e19-8a58-852adfbe8709"), 3, "order 15/café"),
            opted(true),
            opted(false),
            new PatientTagAttached(
                    TENANT,
                    UUID.fromString("26f3d453-09ff-41cb-9fc6-724d1b77277c"),
                    5,
                    UUID.fromString("3a8a4de5-6d43-4b0f-9f51-70a1f4ae2c55"),
                    "call back / café")
        };
    }

    private static PatientOptChanged opted(boolean in) {
        return new PatientOptChanged(
                TENANT,
                UUID.fromString("26f3d453-09ff-41cb-9fc6-724d1b77277c"),
                4,
                "order 15/café",
                new PatientOptChanged.Opt("sms", in));
    }

    @ParameterizedTest
    @MethodSource("events")
    void partnersGetTheBytesOfTheGoldenFile(PartnerFacing event) throws IOException {
        String golden = Files.readString(Path.of("..", "spec", "webhooks", event.eventType() + ".json"));
        String fields = new JsonMapper().writeValueAsString(event.fields());
        String head = golden.substring(0, golden.indexOf(',') + 1);

        String body = head + "\"event_type\":\"" + event.eventType() + "\"," + fields.substring(1);

        assertThat(body.replace("/", "\\/").replace("é", "\\u00e9")).isEqualTo(golden);
        assertThat(event.modelType()).isEqualTo("App\\Models\\Patient");
    }

    @Test
    void aPatientWithoutMetadataSaysNull() {
        assertThat(new PatientModified(TENANT, TENANT, 2, null).fields())
                .containsEntry("metadata", null)
                .containsKey("patient_id");
    }
}
