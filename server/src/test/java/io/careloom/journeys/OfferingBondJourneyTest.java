package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Who gets a case because of its offerings, over HTTP from the offering to the assignment. In California, where these patients
 * live, two clinicians of the demo world practise: the first and the third.
 */
class OfferingBondJourneyTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String SHELF =
            "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/offerings";
    private static final String FIRST = clinician(0);
    private static final String SECOND = clinician(2);
    private static final int CASES = 3;

    private static String clinician(int index) {
        return SERVER.world().users().clinicians().get(index).clinicianId().toString();
    }

    private static Map<String, Object> cream() {
        return new HashMap<>(Map.of(
                "name",
                "Azelaic acid 15 %",
                "refills",
                1,
                "quantity",
                "30",
                "directions",
                "Apply thinly.",
                "dispense_unit",
                "Gram",
                "dispense_unit_id",
                20,
                "force_pharmacy",
                false,
                "allow_substitutions",
                true));
    }

    private static Client.Reply create(Map<String, Object> product) {
        return SERVER.panelUser()
                .post(
                        SHELF,
                        Map.of("product_type", "App\\Models\\DosespotCompound", "active", true, "product", product));
    }

    private static String offering() {
        return create(cream()).ok().path("id").asString("");
    }

    private static String prescribedBy(String clinicianId) {
        Map<String, Object> product = cream();
        product.put("clinician_id", clinicianId);
        return create(product).ok().path("id").asString("");
    }

    private static void tie(String offering, String clinicianId, String type) {
        SERVER.panelUser()
                .put(SHELF + "/" + offering + "/clinicians/" + clinicianId, Map.of("type", type, "notes", "made up"))
                .ok();
    }

    private static Client.Reply submit(Map<String, Object> more, String... offerings) {
        Map<String, Object> body = new HashMap<>(more);
        body.put(
                "patient_id",
                SERVER.partner()
                        .post("/v1/partner/patients", MadeUp.patient())
                        .ok()
                        .path("patient_id")
                        .asString(""));
        body.put(
                "case_offerings",
                List.of(offerings).stream()
                        .map(offering -> Map.of("offering_id", offering))
                        .toList());
        return SERVER.partner().post("/v1/partner/cases", body);
    }

    private static String submitted(String... offerings) {
        return submit(Map.of(), offerings).ok().path("case_id").asString("");
    }

    /** The clinician who got the case, as soon as somebody did. */
    private static String holder(String caseId) throws InterruptedException {
        eventually(
                "the case is assigned",
                () -> !found(caseId).path("case_assignment").isNull());
        return found(caseId).at("/case_assignment/clinician/clinician_id").asString("");
    }

    private static JsonNode found(String caseId) {
        return SERVER.partner().get("/v1/partner/cases/" + caseId).ok();
    }

    private static Map<String, List<String>> errors(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        Map<String, List<String>> errors = new HashMap<>();
        reply.json()
                .path("errors")
                .properties()
                .forEach(one -> errors.put(
                        one.getKey(),
                        one.getValue()
                                .valueStream()
                                .map(text -> text.asString(""))
                                .toList()));
        return errors;
    }

    private static String other(String clinicianId) {
        return clinicianId.equals(FIRST) ? SECOND : FIRST;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void whoHasAnOfferingForItselfGetsAllItsCases(int index) throws InterruptedException {
        String offering = offering();
        tie(offering, clinician(index), "exclusive");

        for (int number = 0; number < CASES; number++) {
            assertThat(holder(submitted(offering, offering()))).isEqualTo(clinician(index));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void whoIsDisabledForAnOfferingGetsNoneOfItsCases(int index) throws InterruptedException {
        String offering = offering();
        tie(offering, clinician(index), "disabled");

        for (int number = 0; number < CASES; number++) {
            assertThat(holder(submitted(offering(), offering))).isEqualTo(other(clinician(index)));
        }
    }

    @Test
    void withEverybodyDisabledTheCaseWaitsUntilOneIsUntied() throws InterruptedException {
        String offering = offering();
        tie(offering, FIRST, "disabled");
        tie(offering, SECOND, "disabled");
        String caseId = submitted(offering);

        Client.Reply taken = SERVER.clinician(0).post("/v1/clinician/cases/" + caseId + "/assigned", Map.of());
        assertThat(taken.status()).as(taken.body()).isEqualTo(403);
        assertThat(taken.json().path("reasons").path(0).asString(""))
                .isEqualTo("disabled for an offering of the case (offering_bond)");
        assertThat(found(caseId).at("/case_status/name").asString("")).isEqualTo("created");

        SERVER.panelUser()
                .delete(SHELF + "/" + offering + "/clinicians/" + SECOND)
                .ok();
        assertThat(holder(caseId)).isEqualTo(SECOND);
    }

    @Test
    void whomTheOfferingBarsIsNeitherChosenNorGivenTheCase() throws InterruptedException {
        String offering = offering();
        tie(offering, FIRST, "exclusive");
        String reason = "The clinician cannot be given this case: an offering of the case is for other clinicians only"
                + " (offering_bond).";

        assertThat(errors(submit(Map.of("clinician_id", SECOND), offering)))
                .containsOnly(Map.entry("clinician_id", List.of(reason)));
        String caseId = submitted(offering);
        assertThat(holder(caseId)).isEqualTo(FIRST);
        assertThat(errors(SERVER.clinician(0)
                        .post(
                                "/v1/clinician/cases/" + caseId + "/reassign",
                                Map.of("clinician_id", SECOND, "reason", "holiday"))))
                .containsOnly(Map.entry("clinician_id", List.of(reason)));
    }

    @Test
    void anOfferingComesToNoCaseOfAClinicianWhomItBars() throws InterruptedException {
        String caseId = submitted(offering());
        String holder = holder(caseId);
        String disabled = offering();
        tie(disabled, holder, "disabled");
        String exclusive = offering();
        tie(exclusive, other(holder), "exclusive");

        assertThat(errors(add(caseId, disabled)))
                .containsOnly(
                        Map.entry("offering_id", List.of("The clinician of the case is disabled for this offering.")));
        assertThat(errors(add(caseId, exclusive)))
                .containsOnly(Map.entry(
                        "offering_id", List.of("This offering is for other clinicians than the one of the case.")));
        assertThat(errors(add(caseId, prescribedBy(other(holder)))))
                .containsOnly(Map.entry("offering_id", List.of("Another clinician alone prescribes this offering.")));
        add(caseId, prescribedBy(holder)).ok();
        assertThat(found(caseId).path("case_offerings")).hasSize(2);
    }

    private static Client.Reply add(String caseId, String offering) {
        return SERVER.partner().post("/v1/partner/cases/" + caseId + "/offerings", Map.of("offering_id", offering));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void whoAlonePrescribesACompoundGetsAllItsCases(int index) throws InterruptedException {
        String compound = prescribedBy(clinician(index));

        for (int number = 0; number < CASES; number++) {
            assertThat(holder(submitted(compound, offering()))).isEqualTo(clinician(index));
        }
        assertThat(errors(submit(Map.of("clinician_id", other(clinician(index))), compound)))
                .containsOnly(Map.entry(
                        "clinician_id",
                        List.of(
                                "The clinician cannot be given this case: another clinician alone prescribes an offering"
                                        + " of the case (prescriber).")));
    }

    @Test
    void theCaseFollowsTheCompoundAsItWasWhenItGotIt() throws InterruptedException {
        String compound = prescribedBy(FIRST);
        String caseId = submit(Map.of("hold_status", true), compound)
                .ok()
                .path("case_id")
                .asString("");

        SERVER.panelUser()
                .patch(SHELF + "/" + compound, Map.of("product", Map.of("clinician_id", SECOND)))
                .ok();
        SERVER.partner()
                .patch("/v1/partner/cases/" + caseId + "/status", Map.of("hold_status", false))
                .ok();

        assertThat(holder(caseId)).isEqualTo(FIRST);
    }

    @Test
    void aCompoundNamesAClinicianThatThereIs() {
        Map<String, Object> product = cream();
        product.put("clinician_id", UUID.randomUUID().toString());

        assertThat(errors(create(product)))
                .containsOnly(Map.entry("product.clinician_id", List.of("There is no such clinician.")));
        assertThat(errors(
                        SERVER.panelUser().patch(SHELF + "/" + offering(), Map.of("clinician_id", UUID.randomUUID()))))
                .containsOnly(Map.entry("clinician_id", List.of("There is no such clinician.")));
    }

    @Test
    void anOfferingOfOtherStatesComesToNoCase() throws InterruptedException {
        String limited = offering();
        String state = SHELF + "/" + limited + "/states/";
        SERVER.panelUser().put(state + stateId("NY"), Map.of()).ok();
        String elsewhere = "This offering is not offered where the patient lives.";

        assertThat(errors(submit(Map.of(), offering(), limited)))
                .containsOnly(Map.entry("case_offerings.1.offering_id", List.of(elsewhere)));
        String caseId = submitted(offering());
        String holder = holder(caseId);
        assertThat(errors(add(caseId, limited))).containsOnly(Map.entry("offering_id", List.of(elsewhere)));
        assertThat(errors(SERVER.clinician(holder)
                        .patch(
                                "/v1/clinician/cases/" + caseId + "/prescriptions",
                                Map.of("case_prescriptions", List.of(Map.of("partner_compound_id", limited))))))
                .containsOnly(Map.entry("case_prescriptions.0.partner_compound_id", List.of(elsewhere)));
        assertThat(found(caseId).path("case_offerings"))
                .as("nothing was taken off")
                .hasSize(1);

        SERVER.panelUser().put(state + stateId("CA"), Map.of()).ok();
        add(caseId, limited).ok();
    }

    private static String stateId(String abbreviation) {
        JsonNode states = SERVER.partner().get("/v1/partner/metadata/states").ok();
        return states.valueStream()
                .filter(state -> state.path("abbreviation").asString("").equals(abbreviation))
                .map(state -> state.path("state_id").asString(""))
                .findFirst()
                .orElseThrow();
    }
}
