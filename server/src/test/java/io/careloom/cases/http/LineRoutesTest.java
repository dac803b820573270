package io.careloom.cases.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.platform.database.Origin;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The wire of the offerings of cases: creation with a case, limits of each field, the names old clients use. */
class LineRoutesTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String PILLS = offering(ProductType.DOSESPOT_MEDICATION);
    private static final String CREAM = offering(ProductType.DOSESPOT_COMPOUND);

    private static String offering(ProductType type) {
        ProductTerms terms = ProductTerms.NONE.with(Map.of(
                "name",
                "Made-up pills",
                "strength",
                "1 mg",
                "refills",
                3,
                "quantity",
                "30",
                "directions",
                "One per day.",
                "dispense_unit",
                "Tablet",
                "dispense_unit_id",
                26));
        UUID partnerId = SERVER.world().partners().getFirst().partnerId();
        return SERVER.transactions()
                .write(Origin.worker("test"), tx -> OfferingSamples.put(tx, partnerId, type, terms))
                .id()
                .toString();
    }

    private static Client.Reply submit(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("patient_id", patient());
        body.put("hold_status", true);
        return SERVER.partner().post("/v1/partner/cases", body);
    }

    private static String patient() {
        return SERVER.partner()
                .post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static String lines(String caseId) {
        return "/v1/partner/cases/" + caseId + "/offerings";
    }

    @Test
    void aCaseIsCreatedWithOfferingsAndWhatOldClientsCallThem() {
        JsonNode created = submit(Map.of(
                        "case_offerings",
                        List.of(Map.of(
                                "offering_id",
                                PILLS,
                                "title",
                                "For the hair",
                                "product",
                                Map.of("quantity", 4, "days_supply", 2, "no_substitutions", true))),
                        "case_prescriptions",
                        List.of(Map.of("partner_compound_id", CREAM, "preferred_pharmacy_id", 79)),
                        "case_services",
                        List.of(Map.of("title", "Blood test", "description", "made up", "service_type", "lab order"))))
                .ok();

        assertThat(created.at("/case_offerings/0/title").asString("")).isEqualTo("For the hair");
        assertThat(created.at("/case_offerings/0/product/quantity").asString(""))
                .isEqualTo("4");
        assertThat(created.at("/case_offerings/0/product/allow_substitutions").asBoolean(true))
                .isFalse();
        assertThat(created.at("/case_offerings/1/product_type").asString(""))
                .isEqualTo("App\\Models\\DosespotCompound");
        assertThat(created.at("/case_offerings/1/product/pharmacy_id").asInt(0)).isEqualTo(79);
        assertThat(created.path("case_prescriptions")).hasSize(2);
        assertThat(created.at("/case_prescriptions/0/medication/display_name").asString(""))
                .isEqualTo("Made-up pills");
        assertThat(created.at("/case_services/0/service_type").asString("")).isEqualTo("lab order");
        String caseId = created.path("case_id").asString("");
        JsonNode again = SERVER.partner().get("/v1/partner/cases/" + caseId).ok();
        assertThat(again.path("case_offerings")).isEqualTo(created.path("case_offerings"));
        assertThat(SERVER.partner().get(lines(caseId)).ok()).isEqualTo(created.path("case_offerings"));
        JsonNode listed = SERVER.partner()
                .get("/v1/partner/patients/" + created.at("/patient/patient_id").asString("") + "/cases")
                .ok();
        assertThat(listed.at("/data/0/case_offerings")).isEqualTo(created.path("case_offerings"));
    }

    @ParameterizedTest
    @CsvSource({
        "refills, 100",
        "refills, -1",
        "quantity, 10000000000",
        "quantity, -1",
        "quantity, many",
        "days_supply, 366",
        "effective_date, 15/01/2027",
        "dispense_unit_id, 99999",
        "pharmacy_id, 0"
    })
    void aValueOutOfItsLimitsIsNamedByItsPlace(String field, String value) {
        Client.Reply reply = submit(
                Map.of("case_offerings", List.of(Map.of("offering_id", PILLS, "product", Map.of(field, value)))));

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames())
                .as(reply.body())
                .allMatch(name -> name.endsWith("product." + field));
    }

    @Test
    void textsThatAreTooLongAreNamed() {
        Client.Reply reply = submit(Map.of(
                "case_offerings",
                List.of(Map.of(
                        "offering_id",
                        PILLS,
                        "product",
                        Map.of("directions", "d".repeat(141), "pharmacy_notes", "n".repeat(211))))));

        assertThat(reply.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "case_offerings.0.product.directions", "case_offerings.0.product.pharmacy_notes");
    }

    @Test
    void everyUnknownOfferingIsNamedAndNoCaseIsMade() {
        Client.Reply reply = submit(Map.of(
                "case_offerings",
                List.of(Map.of("offering_id", PILLS), Map.of("offering_id", UUID.randomUUID())),
                "case_prescriptions",
                List.of(Map.of("partner_supply_id", PILLS))));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder("case_offerings.1.offering_id", "case_prescriptions.0.partner_supply_id");
    }

    @Test
    void aPrescriptionNamesExactlyOneProduct() {
        for (Map<String, Object> product : List.<Map<String, Object>>of(
                Map.of("refills", 1), Map.of("partner_medication_id", PILLS, "dosespot_supply_ndc", "00527241532"))) {
            Client.Reply reply = submit(Map.of("case_prescriptions", List.of(product)));

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().path("errors").propertyNames())
                    .containsExactly("case_prescriptions.0.partner_medication_id");
        }
    }

    @Test
    void statusesAreTakenInBothForms() {
        JsonNode created = submit(Map.of("case_offerings", List.of(Map.of("offering_id", PILLS))))
                .ok();
        String caseId = created.path("case_id").asString("");
        String lineId = created.at("/case_offerings/0/id").asString("");
        String path = lines(caseId) + "/status";

        JsonNode cancelled = SERVER.partner()
                .send("PATCH", path, List.of(Map.of("case_offering_id", lineId, "status", "cancelled")))
                .ok();
        JsonNode pending = SERVER.partner()
                .send("PATCH", path, Map.of("statuses", List.of(Map.of("id", lineId, "status", "pending"))))
                .ok();
        JsonNode asItIs = SERVER.partner().send("PATCH", path, null).ok();

        assertThat(cancelled.at("/0/status").asString("")).isEqualTo("cancelled");
        assertThat(pending.at("/0/status").asString("")).isEqualTo("pending");
        assertThat(asItIs).isEqualTo(pending);
    }

    @Test
    void aPharmacyThatChangesLeavesItsNameBehind() {
        JsonNode created = submit(Map.of("case_offerings", List.of(Map.of("offering_id", PILLS))))
                .ok();
        String line = lines(created.path("case_id").asString("")) + "/"
                + created.at("/case_offerings/0/id").asString("");

        JsonNode changed = SERVER.partner()
                .patch(
                        line,
                        Map.of(
                                "order",
                                7,
                                "product",
                                Map.of("quantity", 3, "directions", "Two per day", "day_supply", 2, "pharmacy_id", 15)))
                .ok();

        assertThat(changed.at("/0/order").asInt(0)).isEqualTo(7);
        assertThat(changed.at("/0/directions").asString("")).isEqualTo("Two per day");
        assertThat(changed.at("/0/product/days_supply").asInt(0)).isEqualTo(2);
        assertThat(changed.at("/0/product/pharmacy_id").asInt(0)).isEqualTo(15);
        assertThat(changed.at("/0/product/pharmacy_name").isNull()).isTrue();
    }

    @Test
    void aLineThatWasTakenOffIsUnknown() {
        JsonNode created = submit(Map.of("case_offerings", List.of(Map.of("offering_id", PILLS))))
                .ok();
        String line = lines(created.path("case_id").asString("")) + "/"
                + created.at("/case_offerings/0/id").asString("");

        assertThat(SERVER.partner().send("DELETE", line, null).ok()).isEmpty();

        assertThat(SERVER.partner().send("DELETE", line, null).status()).isEqualTo(404);
        assertThat(SERVER.otherPartner().patch(line, Map.of()).status()).isEqualTo(404);
    }
}
