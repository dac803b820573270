package io.careloom.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.catalog.formulary.Formulary;
import io.careloom.kernel.Permission;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormularyRoutesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static TestDatabase database;
    private static RoomServer server;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        Formulary formulary = new Formulary();
        server = new RoomServer(
                database,
                List.of(
                        FormularyRoutes.forPartners(formulary),
                        FormularyRoutes.forClinicians(formulary),
                        FormularyRoutes.forStaff(formulary)));
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    private static Heard ask(String pathAndQuery) {
        return server.get(Permission.REFERENCE_READ, pathAndQuery);
    }

    private static JsonNode read(String pathAndQuery) {
        Heard heard = ask(pathAndQuery);
        assertThat(heard.status()).as(heard.body().toString()).isEqualTo(200);
        return heard.body();
    }

    private static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/partner/medications", "/v1/clinician/medications", "/dosespot/medications"})
    void medicationsAreListedInTheShapeOfTheDocument(String medications) {
        assertThat(read(medications + "/search?name=metformin+850")).isEqualTo(JSON.readTree("""
                [{"dispensable_drug_id": 11208, "routed_dose_form_drug_id": null, "ndc": "00001120801",
                  "rx_cui": "9901208", "name_with_route_dose_form": "metFORMIN Oral Tablet", "strength": "850 MG",
                  "is_obsolete": false, "name": "metFORMIN Oral Tablet 850 MG", "sku": null}]
                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dispensable_drug_id=11208",
                "ndc=00001120801",
                "ndc=00001-1208-01",
                "rxcui=9901208",
                "name=metFORMIN+(oral+-+tablet)&strength=850+MG"
            })
    void aMedicationIsShownByEachOfItsCodesAndByNameWithStrength(String by) {
        assertThat(read("/v1/partner/medications/select?" + by)).isEqualTo(JSON.readTree("""
                {"ndc": "00001120801", "rx_cui": "9901208", "display_name": "metFORMIN 850 mg tablet", "route": "oral",
                 "dose_form": "tablet", "strength": "850 mg", "dispense_unit_id": 26, "brand": false, "otc": false,
                 "drug_classification": "biguanides", "schedule": "0", "state_schedules": [],
                 "lexi_gen_product_id": null, "lexi_drug_syn_id": null, "lexi_synonym_type_id": null,
                 "lexi_gen_drug_id": null, "generic_product_name": "metFORMIN 850 mg oral tablet",
                 "compound_ingredients": null}
                """));
        assertThat(read("/v1/clinician/medications/select?" + by))
                .isEqualTo(read("/dosespot/medications/select?" + by));
    }

    @Test
    void unknownMedicationsAreNotFoundAndQuestionsWithoutACodeRefused() {
        assertThat(ask("/v1/partner/medications/select?ndc=99999999999").status())
                .isEqualTo(404);
        assertThat(ask("/v1/partner/medications/select?name=metformin&strength=7+mg")
                        .status())
                .isEqualTo(404);
        Heard nothing = ask("/v1/partner/medications/select?name=metformin");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body().at("/errors/dispensable_drug_id/0").asString())
                .isEqualTo("One of dispensable_drug_id, ndc and rxcui is required.");
        assertThat(ask("/v1/partner/medications/select?rxcui=many")
                        .body()
                        .at("/errors/rxcui/0")
                        .asString())
                .isEqualTo("The rxcui must be a number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/partner/supplies", "/v1/clinician/supplies", "/dosespot/supplies"})
    void suppliesAreFoundByNameAndByCode(String supplies) {
        assertThat(read(supplies + "/search?name=Masks")).isEqualTo(JSON.readTree("""
                [{"dosespot_supply_id": 301, "supply_id": 301, "ndc": null, "upc": "Supply",
                  "name": "Masks Miscellaneous", "otc": true, "is_obsolete": false}]
                """));
        assertThat(read(supplies + "/search?ndc=00001-5304").findValuesAsString("name"))
                .containsExactly("Sharps Container 1 Quart Device");
        assertThat(read(supplies + "/search?ndc=0000153").size()).isEqualTo(24);
        assertThat(ask(supplies + "/search?ndc=00").status()).isEqualTo(422);
        assertThat(ask(supplies + "/search").body().at("/errors/name/0").asString())
                .isEqualTo("The name field is required.");
    }

    @Test
    void oneSupplyIsShownByItsNumber() {
        assertThat(read("/dosespot/supplies/304"))
                .isEqualTo(read("/dosespot/supplies/search?name=sharps").get(0));
        assertThat(ask("/dosespot/supplies/1").status()).isEqualTo(404);
        assertThat(ask("/dosespot/supplies/99999999999").status()).isEqualTo(404);
        assertThat(ask("/dosespot/supplies/sharps").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/partner/boothwyn/search", "/boothwyn/offerings/search"})
    void whatBoothwynSellsIsFoundWithItsSku(String search) {
        assertThat(read(search + "?name=semaglutide+2.5")).isEqualTo(JSON.readTree("""
                [{"dispensable_drug_id": null, "routed_dose_form_drug_id": null, "ndc": null, "rx_cui": null,
                  "name_with_route_dose_form": "Semaglutide Subcutaneous Solution", "strength": "2.5 MG/ML",
                  "is_obsolete": false, "name": "Semaglutide Subcutaneous Solution 2.5 MG/ML", "sku": "10100"}]
                """));
    }

    @Test
    void whatThePharmacyApiSellsIsFound() {
        assertThat(read("/pharmacies-api/medications/search?name=Ibupro").findValuesAsString("sku"))
                .containsExactly("PA-3010");
    }

    @Test
    void searchesNeedThreeLetters() {
        for (String search : List.of(
                "/v1/partner/medications/search",
                "/v1/partner/boothwyn/search",
                "/dosespot/medications/search",
                "/pharmacies-api/medications/search")) {
            Heard heard = ask(search + "?name=" + query(" ib "));
            assertThat(heard.status()).as(search).isEqualTo(422);
            assertThat(heard.body().at("/errors/name/0").asString())
                    .isEqualTo("The name must have at least 3 letters.");
            assertThat(read(search + "?name=" + query("zz'; drop")).size()).isZero();
        }
    }
}
