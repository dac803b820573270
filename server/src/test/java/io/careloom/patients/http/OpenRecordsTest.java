package io.careloom.patients.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.kernel.Role;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tokens of people of care open, on the whole server: their patients, and no longer than they are theirs. */
class OpenRecordsTest {
    private static final TestServer SERVER = TestServer.shared();

    private static String clinicianId(int index) {
        return SERVER.world().users().clinicians().get(index).clinicianId().toString();
    }

    private static String patientIn(String state, String city, String zipCode) {
        Map<String, Object> body = MadeUp.patient();
        body.put(
                "address",
                Map.of("address", "2 Tern Lane", "city_name", city, "state_name", state, "zip_code", zipCode));
        return SERVER.partner()
                .post("/v1/partner/patients", body)
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static String submit(String patientId, Map<String, Object> said) {
        Map<String, Object> body = new HashMap<>(said);
        body.put("patient_id", patientId);
        return SERVER.partner()
                .post("/v1/partner/cases", body)
                .ok()
                .path("case_id")
                .asString("");
    }

    private static int status(Client who, String patientId) {
        return who.get("/v1/clinician/patients/" + patientId).status();
    }

    @Test
    void aStateThatIsTakenFromAClinicianCountsFromTheNextRequestOn() {
        Client clinician = SERVER.clinician(1);
        String patientId = patientIn("Alaska", "Anchorage", "99501");
        submit(patientId, Map.of("hold_status", true));
        String area = "/web/clinicians/" + clinicianId(1) + "/states/" + stateId("Alaska");
        assertThat(status(clinician, patientId)).isEqualTo(404);

        SERVER.admin().put(area, Map.of("license_number", "AK 204")).ok();
        assertThat(status(clinician, patientId)).isEqualTo(200);
        SERVER.admin().delete(area).ok();
        assertThat(status(clinician, patientId)).isEqualTo(404);
    }

    private static String stateId(String name) {
        return SERVER.partner()
                .get("/v1/partner/metadata/states?search=" + name)
                .ok()
                .at("/0/state_id")
                .asString("");
    }

    @Test
    void anAssistantReadsThePatientsOfItsCliniciansCasesOnly() throws InterruptedException {
        Client assistant = SERVER.as(Role.MEDICAL_ASSISTANT);
        String theirs = patientIn("CA", "Los Angeles", "90012");
        String waiting = patientIn("CA", "Los Angeles", "90012");
        submit(waiting, Map.of("hold_status", true));
        assertThat(status(assistant, theirs)).isEqualTo(404);

        String caseId = submit(theirs, Map.of("clinician_id", clinicianId(0)));
        eventually(
                "the case is assigned",
                () -> SERVER.partner()
                        .get("/v1/partner/cases/" + caseId)
                        .text("/case_status/name")
                        .equals("assigned"));

        assertThat(status(assistant, theirs)).isEqualTo(200);
        assertThat(status(assistant, waiting)).isEqualTo(404);
        assertThat(status(SERVER.clinician(0), waiting)).isEqualTo(200);
    }
}
