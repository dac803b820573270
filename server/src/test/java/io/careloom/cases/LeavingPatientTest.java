package io.careloom.cases;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of the cases of a patient who leaves, on the whole server. */
class LeavingPatientTest {
    private static final TestServer SERVER = TestServer.shared();

    private static final String FIRST =
            SERVER.world().users().clinicians().getFirst().clinicianId().toString();

    private static String patient() {
        return SERVER.partner()
                .post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static String assignedCase(String patientId) throws InterruptedException {
        String caseId = SERVER.partner()
                .post("/v1/partner/cases", Map.of("patient_id", patientId, "clinician_id", FIRST))
                .ok()
                .path("case_id")
                .asString("");
        eventually("the case is assigned", () -> status(caseId).equals("assigned"));
        return caseId;
    }

    private static String status(String caseId) {
        return String.valueOf(
                SERVER.partner().get("/v1/partner/cases/" + caseId).text("/case_status/name"));
    }

    private static List<String> listed(String status) {
        JsonNode found = SERVER.partner()
                .post("/v1/partner/cases/status/" + status + "?per_page=100", Map.of("sort", "desc"))
                .ok()
                .path("data");
        return found.valueStream()
                .map(line -> line.path("case_id").asString(""))
                .toList();
    }

    @Test
    void theOpenCasesOfWhoLeavesAreCancelledAndHiddenUntilItIsBack() throws InterruptedException {
        String patientId = patient();
        String caseId = assignedCase(patientId);
        Client clinician = SERVER.clinician(0);
        assertThat(listed("assigned")).contains(caseId);

        clinician.delete("/v1/clinician/patients/" + patientId).ok();
        assertThat(SERVER.partner().get("/v1/partner/cases/" + caseId).status()).isEqualTo(404);
        eventually("the list forgets the case", () -> !listed("assigned").contains(caseId));
        assertThat(listed("cancelled")).doesNotContain(caseId);
        assertThat(SERVER.partner()
                        .post("/v1/partner/cases", Map.of("patient_id", patientId))
                        .status())
                .isEqualTo(404);

        clinician
                .patch("/v1/clinician/patients/" + patientId + "/restore", Map.of())
                .ok();
        eventually("the case is shown again", () -> status(caseId).equals("cancelled"));
        assertThat(SERVER.partner().get("/v1/partner/cases/" + caseId).text("/case_status/reason"))
                .isEqualTo("The patient left.");
        eventually("the list shows it", () -> listed("cancelled").contains(caseId));
    }
}
