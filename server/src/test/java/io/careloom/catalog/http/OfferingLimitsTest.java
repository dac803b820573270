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

/** The limits that the README promises for every field of an offering. */
class OfferingLimitsTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String SHELF =
            "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/offerings";

    private static Map<String, @Nullable Object> flat() {
        Map<String, @Nullable Object> body = new HashMap<>(Map.of(
                "product_type",
                "App\\Models\\DosespotMedication",
                "active",
                true,
                "name",
                "Made-up pills",
                "strength",
                "1 mg",
                "refills",
                3,
                "quantity",
                "30",
                "directions",
                "One per day."));
        body.putAll(Map.of(
                "dispense_unit",
                "Tablet",
                "dispense_unit_id",
                26,
                "force_pharmacy",
                false,
                "allow_substitutions",
                true));
        return body;
    }

    private static Client.Reply create(String field, @Nullable Object value) {
        Map<String, @Nullable Object> body = flat();
        body.put(field, value);
        return SERVER.panelUser().post(SHELF, body);
    }

    private static void assertRefused(Client.Reply reply, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames()).as(reply.body()).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({
        "title, 255",
        "name, 255",
        "strength, 255",
        "sku, 255",
        "upc, 255",
        "dispense_unit, 255",
        "pharmacy_name, 255",
        "directions, 140",
        "pharmacy_notes, 210",
        "clinical_note, 65535",
        "thank_you_note, 65535",
        "metadata, 65535",
        "recommendation_message, 65535",
        "description, 65535",
        "additional_note, 65535"
    })
    void aTextIsTakenUpToItsLimit(String field, int most) {
        create(field, "t".repeat(most)).ok();
        assertRefused(create(field, "t".repeat(most + 1)), field);
    }

    @ParameterizedTest
    @CsvSource({
        "refills, 0, 99, 100",
        "days_supply, 0, 365, 366",
        "effective_date, 0, 365, 366",
        "quantity, 0, 9999999999, 10000000000",
        "upcharge, 0, 9999999999.99, 10000000000",
        "clinician_extra_fee, 0, 9999999999.99, 0.001",
        "order, 0, 2147483647, 2147483648"
    })
    void aNumberIsTakenFromItsLeastToItsMost(String field, String least, String most, String beyond) {
        create(field, least).ok();
        create(field, most).ok();
        assertRefused(create(field, beyond), field);
        assertRefused(create(field, "-1"), field);
    }

    @ParameterizedTest
    @CsvSource({
        "ndc, 68462030450, 6846203045",
        "store_url, https://shop.example/pills, ftp://shop.example/pills",
        "pharmacy_fax_number, +1 (415) 555-0134, by phone",
        "service_type, lab order, massage"
    })
    void aTextHasItsForm(String field, String good, String bad) {
        create(field, good).ok();
        assertRefused(create(field, bad), field);
    }

    @Test
    void whatItNamesMustBeThere() {
        for (String field : List.of("clinician_id", "image_file_id")) {
            assertRefused(create(field, UUID.randomUUID().toString()), field);
        }
        assertRefused(create("dispense_unit_id", 99_999), "dispense_unit_id");
        assertRefused(create("product_type", "App\\Models\\Massage"), "product_type");
    }
}
