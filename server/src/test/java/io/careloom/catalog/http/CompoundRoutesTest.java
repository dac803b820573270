package io.careloom.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Compounds that clinicians write for a partner. */
class CompoundRoutesTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String PARTNER =
            SERVER.world().partners().getFirst().partnerId().toString();
    private static final String PATH = "/v1/clinician/partners/" + PARTNER + "/compounds";

    private static Map<String, @Nullable Object> cream(String title) {
        Map<String, @Nullable Object> cream = new HashMap<>();
        cream.put("title", title);
        cream.put("dispense_unit_id", 20);
        cream.put("quantity", "30");
        cream.put("directions", "Apply thinly.");
        cream.put("refills", 2);
        return cream;
    }

    private static String unique(String title) {
        return title + " " + UUID.randomUUID();
    }

    private static JsonNode found(String title) {
        return SERVER.clinician(2)
                .get(PATH + "/search?name=" + title.replace(" ", "%20"))
                .ok();
    }

    @Test
    void aCompoundIsFoundByEveryClinicianAndByThePartnerAsItsOwn() {
        String title = unique("Evening cream");
        JsonNode made = SERVER.clinician(0).post(PATH, cream(title)).ok();

        assertThat(made.path("partner_id").asString("")).isEqualTo(PARTNER);
        assertThat(made.path("product_type").asString("")).isEqualTo("App\\Models\\DosespotCompound");
        assertThat(made.path("name").asString(""))
                .as("what it is called stands in for its name")
                .isEqualTo(title);
        assertThat(made.path("dispense_unit").asString("")).isEqualTo("Gram");
        assertThat(made.path("allow_substitutions").asBoolean(false)).isTrue();
        assertThat(made.at("/product/clinician_id").isNull())
                .as("for every clinician")
                .isTrue();
        assertThat(found(title)).containsExactly(made);
        String offering =
                "/web/partners/" + PARTNER + "/offerings/" + made.path("id").asString("");
        assertThat(SERVER.panelUser().get(offering).ok()).isEqualTo(made);
        assertThat(SERVER.otherPanelUser().get(offering).status()).isEqualTo(404);
        assertThat(SERVER.admin()
                        .get(offering + "/audits")
                        .ok()
                        .at("/data/0/event")
                        .asString(""))
                .as("who made it is known")
                .contains("created");
    }

    @Test
    void aCompoundIsForItsDiseases() {
        String disease = SERVER.partner()
                .get("/v1/partner/metadata/diseases")
                .ok()
                .at("/data/0/disease_id")
                .asString("");
        Map<String, @Nullable Object> body = cream(unique("Skin cream"));
        body.put("diseases", List.of(Map.of("disease_id", disease), Map.of("disease_id", disease)));

        String id = SERVER.clinician(0).post(PATH, body).ok().path("id").asString("");

        JsonNode diseases = SERVER.panelUser()
                .get("/web/partners/" + PARTNER + "/offerings/" + id + "/diseases")
                .ok()
                .path("data");
        assertThat(diseases).hasSize(1);
        assertThat(diseases.at("/0/id").asString("")).isEqualTo(disease);
    }

    @Test
    void anUnknownDiseaseIsNamedAndNothingIsMade() {
        String title = unique("Lost cream");
        Map<String, @Nullable Object> body = cream(title);
        body.put("diseases", List.of(Map.of("disease_id", UUID.randomUUID().toString())));

        assertRefused(SERVER.clinician(0).post(PATH, body), "diseases.0.disease_id");

        assertThat(found(title)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "title, ''",
        "dispense_unit_id, 99999",
        "quantity, -1",
        "quantity, 10000000000",
        "directions, ''",
        "days_supply, 366",
        "refills, 100",
        "effective_date, 366",
        "pharmacy_id, 0",
        "order, -1"
    })
    void aValueOutOfItsLimitsIsNamed(String field, String value) {
        Map<String, @Nullable Object> body = cream("Odd cream");
        body.put(field, value);

        assertRefused(SERVER.clinician(0).post(PATH, body), field);
    }

    @ParameterizedTest
    @CsvSource({"title, 105", "name, 255", "directions, 140", "pharmacy_notes, 210"})
    void aTextIsTakenUpToItsLimit(String field, int most) {
        Map<String, @Nullable Object> body = cream("Long cream");

        body.put(field, "c".repeat(most));
        SERVER.clinician(0).post(PATH, body).ok();
        body.put(field, "c".repeat(most + 1));

        assertRefused(SERVER.clinician(0).post(PATH, body), field);
    }

    @ParameterizedTest
    @CsvSource({"title", "dispense_unit_id", "quantity", "directions", "refills"})
    void aCompoundWithoutItIsRefused(String field) {
        Map<String, @Nullable Object> body = cream("Short cream");
        body.remove(field);

        assertRefused(SERVER.clinician(0).post(PATH, body), field);
    }

    @Test
    void onlyWhoPrescribesWritesCompoundsAndOnlyForPartnersThatThereAre() {
        assertThat(SERVER.partner().post(PATH, cream("Foreign cream")).status()).isEqualTo(403);
        assertThat(SERVER.clinician(0)
                        .post(PATH.replace(PARTNER, UUID.randomUUID().toString()), cream("Nobody's cream"))
                        .status())
                .isEqualTo(404);
    }

    private static void assertRefused(Client.Reply reply, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames()).containsExactly(field);
    }
}
