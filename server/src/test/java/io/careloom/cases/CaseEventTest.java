package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.cases.CaseEvent.CaseApproved;
import io.careloom.cases.CaseEvent.CaseAssigned;
import io.careloom.cases.CaseEvent.CaseCancelled;
import io.careloom.cases.CaseEvent.CaseCompleted;
import io.careloom.cases.CaseEvent.CaseCreated;
import io.careloom.cases.CaseEvent.CaseFileAdded;
import io.careloom.cases.CaseEvent.CaseFileDeleted;
import io.careloom.cases.CaseEvent.CaseProcessing;
import io.careloom.cases.CaseEvent.CaseTagAttached;
import io.careloom.cases.CaseEvent.CaseTransferredToSupport;
import io.careloom.cases.CaseEvent.CaseWaiting;
import io.careloom.cases.CaseEvent.ClinicalNoteCreated;
import io.careloom.cases.CaseEvent.FileLabResultsProcessed;
import io.careloom.cases.CaseEvent.HoldReleased;
import io.careloom.kernel.PartnerFacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class CaseEventTest {
    private static final UUID TENANT = UUID.fromString("b4d17dab-11c0-474f-a3dd-f7b612542ca5");
    private static final UUID CASE = UUID.fromString("26f3d453-09ff-41cb-9fc6-724d1b77277c");
    private static final UUID NOTE = UUID.fromString("796fef8b-a4d5-4e19-8a58-852adfbe8709");
    private static final UUID FILE = UUID.fromString("37582b4e-9587-4ca7-9911-0703c534d5d3");
    private static final UUID TAG = UUID.fromString("3a8a4de5-6d43-4b0f-9f51-70a1f4ae2c55");
    private static final String METADATA = "order 15/café";

    static PartnerFacing[] events() {
        return new PartnerFacing[] {
            new CaseCreated(TENANT, CASE, 1, METADATA),
            new CaseAssigned(TENANT, CASE, 2, METADATA),
            new CaseWaiting(TENANT, CASE, 3, METADATA),
            new CaseTransferredToSupport(TENANT, CASE, 4, METADATA),
            new CaseApproved(TENANT, CASE, 5, METADATA),
            new CaseProcessing(TENANT, CASE, 6, METADATA),
            new CaseCompleted(TENANT, CASE, 7, METADATA),
            new CaseCancelled(TENANT, CASE, 8, METADATA),
            new ClinicalNoteCreated(TENANT, CASE, 9, NOTE, METADATA),
            new CaseFileAdded(TENANT, CASE, 10, FILE, METADATA),
            new CaseFileDeleted(TENANT, CASE, 11, FILE, METADATA),
            new FileLabResultsProcessed(TENANT, CASE, 12, FILE),
            new CaseTagAttached(TENANT, CASE, 10, TAG, "call back / café")
        };
    }

    @ParameterizedTest
    @MethodSource("events")
    void partnersGetTheBytesOfTheGoldenFile(PartnerFacing event) throws IOException {
        String golden = Files.readString(Path.of("..", "spec", "webhooks", event.eventType() + ".json"));
        String fields = new JsonMapper().writeValueAsString(event.fields());
        String head = golden.substring(0, golden.indexOf(',') + 1);

        String body = head + "\"event_type\":\"" + event.eventType() + "\"," + fields.substring(1);

        assertThat(body.replace("/", "\\/").replace("é", "\\u00e9")).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("events")
    void theSubjectIsTheEncounter(PartnerFacing event) {
        assertThat(event.subjectId()).isEqualTo(CASE);
        assertThat(event.modelType()).isEqualTo("App\\Models\\Encounter");
    }

    @Test
    void aCaseWithoutMetadataSaysNull() {
        assertThat(new JsonMapper().writeValueAsString(new CaseWaiting(TENANT, CASE, 3, null).fields()))
                .isEqualTo("{\"case_id\":\"26f3d453-09ff-41cb-9fc6-724d1b77277c\",\"metadata\":null}");
    }

    @Test
    void aReleasedHoldIsNotToldToPartners() {
        assertThat(new HoldReleased(TENANT, CASE, 2)).isNotInstanceOf(PartnerFacing.class);
    }
}
