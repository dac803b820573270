package io.careloom.orders.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What patients bought, as partners tell it. */
class PatientOrderRoutesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TestServer SERVER = TestServer.shared();
    private static String path;

    @BeforeAll
    static void aPatient() {
        path = "/v1/partner/patients/" + patient() + "/orders";
    }

    private static String patient() {
        return SERVER.partner()
                .post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static Map<String, Object> least() {
        return new HashMap<>(Map.of(
                "order_number", "A-1007",
                "status", "open",
                "payment_status", "pending",
                "total_amount", "42.50",
                "order_created_at", "2026-03-27 14:32:10",
                "products", List.of(Map.of("name", "Tea", "image_url", "https://shop.example/tea.png"))));
    }

    @Test
    void whatWasBoughtIsAnsweredWithItsId() {
        JsonNode made = SERVER.partner().post(path, least()).ok();

        assertThat(made.path("id")).isEqualTo(made.path("order_id"));
        assertThat(made.path("total_amount").asDouble()).isEqualTo(42.5);
        assertThat(made.path("order_created_at").asString("")).isEqualTo("2026-03-27 14:32:10");
        assertThat(made.at("/products/0/name").asString("")).isEqualTo("Tea");
        assertThat(made.path("billing").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            order_number | ""
            status | "closed"
            payment_status | "paid"
            total_amount | -1
            consultation_price | 0.99
            order_created_at | "soon"
            products | []
            products | [{"name": "Tea"}]
            billing | {"card_id": "4821"}
            billing | {"expire_date": "12-2030"}
            case_id | "8b1d7f0e-52c9-4b6e-9a55-1f0c2e7d9a11"
            """)
    void aBadValueIsRefused(String field, String value) {
        Map<String, Object> body = least();
        body.put(field, JSON.readTree(value));

        Client.Reply reply = SERVER.partner().post(path, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames())
                .as(reply.body())
                .anyMatch(name -> name.startsWith(field));
    }

    @Test
    void anotherPartnersPatientBuysNothing() {
        assertThat(SERVER.otherPartner().post(path, least()).status()).isEqualTo(404);
    }
}
