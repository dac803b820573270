package io.careloom.prescribing.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.platform.database.Origin;
import io.careloom.testing.Client;
import io.careloom.testing.Client.Reply;
import io.careloom.testing.MadeUp;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What partners and clinicians see of the prescribing network of the sandbox, over HTTP. */
class PrescribingJourneyTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final int ERRS = 9102;

    private final Client partner = SERVER.partner();
    private final UUID clinicianId =
            SERVER.world().users().clinicians().getFirst().clinicianId();
    private final Client clinician = SERVER.clinician(0);

    private String patient() {
        return partner.post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
    }

    /** In the hands of the first clinician. */
    private String caseOf(String patientId) throws InterruptedException {
        String caseId = partner.post("/v1/partner/cases", Map.of("patient_id", patientId, "clinician_id", clinicianId))
                .ok()
                .path("case_id")
                .asString("");
        becomes(caseId, "assigned");
        return caseId;
    }

    private void becomes(String caseId, String status) throws InterruptedException {
        eventually(
                "the case is " + status,
                () -> of(caseId).at("/case_status/name").asString("").equals(status));
    }

    private JsonNode of(String caseId) {
        return partner.get("/v1/partner/cases/" + caseId).ok();
    }

    private JsonNode dosespot(String patientId) {
        return partner.get("/v1/partner/patients/" + patientId).ok().path("dosespot");
    }

    @Test
    void aPatientShowsWhatTheNetworkKnowsOfItAlsoInItsCasesAndSearches() throws Exception {
        String patientId = patient();
        String caseId = caseOf(patientId);
        assertThat(dosespot(patientId)).isEqualTo(new JsonMapper().readTree("""
                {"patient_dosespot_id": null, "dosespot_id": null, "sync_status": null, "synced_at": null,
                 "metadata": null, "eligibilities": []}"""));

        assertThat(clinician
                        .put("/v1/clinician/patients/" + patientId + "/dosespot/eligibilities", Map.of())
                        .ok()
                        .isEmpty())
                .isTrue();

        JsonNode shown = dosespot(patientId);
        int number = shown.path("dosespot_id").asInt();
        assertThat(number).isPositive();
        assertThat(shown.path("sync_status").asString()).isEqualTo("success");
        assertThat(shown.path("synced_at").asString())
                .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
        assertThat(UUID.fromString(shown.path("patient_dosespot_id").asString()))
                .isNotEqualTo(UUID.fromString(patientId));
        assertThat(shown.at("/eligibilities/0/patient_eligibility_id").asString())
                .isEqualTo(Integer.toString(900_000 + number));
        assertThat(of(caseId).at("/patient/dosespot")).isEqualTo(shown);
        JsonNode listed =
                partner.get("/v1/partner/patients/" + patientId + "/cases").ok();
        assertThat(listed.at("/data/0/case_id").asString()).isEqualTo(caseId);
    }

    @Test
    void fillsAreKeptForTheNextReadersWithTheirTime() throws Exception {
        String patientId = patient();
        caseOf(patientId);
        String path = "/patients/" + patientId + "/dosespot/medications/history";
        Reply live = partner.get("/v1/partner" + path);
        assertThat(live.ok()).hasSize(2);
        assertThat(live.header("Last-Modified")).isNull();

        clinician.put("/v1/clinician" + path, Map.of("consent", true)).ok();
        Reply kept = partner.get("/v1/partner" + path);
        assertThat(kept.ok()).isEqualTo(live.json());
        assertThat(kept.header("Last-Modified"))
                .matches("[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} GMT");
        assertThat(clinician.get("/v1/clinician" + path).ok()).isEqualTo(live.json());
        String newest = live.json().at("/0/last_fill_date").asString().substring(0, 10);
        assertThat(SERVER.admin()
                        .get("/dosespot/patients/" + patientId + "/medications/history?start_date=" + newest)
                        .ok())
                .hasSize(1);
    }

    @Test
    void aCaseThatAPharmacyRefusesStandsAtSupportWithTheReason() throws Exception {
        Map<String, Object> terms = new HashMap<>(Map.of(
                "name",
                "Tretinoin cream",
                "quantity",
                "1",
                "refills",
                0,
                "days_supply",
                30,
                "directions",
                "A little each night.",
                "dispense_unit",
                "Tube",
                "dispense_unit_id",
                26,
                "pharmacy_id",
                ERRS));
        String offering = SERVER.transactions()
                .write(
                        Origin.worker("test"),
                        tx -> OfferingSamples.put(
                                tx,
                                SERVER.world().partners().getFirst().partnerId(),
                                ProductType.DOSESPOT_COMPOUND,
                                ProductTerms.NONE.with(terms)))
                .id()
                .toString();
        String caseId = caseOf(patient());
        clinician
                .post("/v1/clinician/cases/" + caseId + "/offerings", Map.of("offering_id", offering))
                .ok();
        clinician.post("/v1/clinician/cases/" + caseId + "/approved", Map.of()).ok();
        becomes(caseId, "support");

        String reason = "The pharmacy's system could not read the message.";
        assertThat(of(caseId).at("/case_status/reason").asString()).isEqualTo(reason);
        assertThat(of(caseId).at("/case_offerings/0/status_details").asString()).isEqualTo(reason);
        assertThat(clinician
                        .get("/v1/clinician/cases/" + caseId)
                        .ok()
                        .at("/case_status/reason")
                        .asString())
                .isEqualTo(reason);
    }
}
