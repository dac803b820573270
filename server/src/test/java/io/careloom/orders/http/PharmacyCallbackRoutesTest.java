package io.careloom.orders.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What pharmacies tell by themselves: signed, repeatable, kept aside where it fits nothing. */
class PharmacyCallbackRoutesTest {
    private static final String SECRET = "made-up secret of all the pharmacies";
    private static final String PATH = "/pharmacies-api/callbacks/orders";

    private static TestServer server;
    private static String caseId;

    @BeforeAll
    static void open() throws InterruptedException {
        // nothing ships by itself here
        server = TestServer.with(Map.of("orders.callback_secret", SECRET, "orders.simulator_seconds", 100_000));
        String patientId = server.partner()
                .post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
        caseId = server.partner()
                .post("/v1/partner/cases", Map.of("patient_id", patientId))
                .ok()
                .path("case_id")
                .asString("");
        eventually(
                "the case is assigned",
                () -> server.partner()
                        .get("/v1/partner/cases/" + caseId)
                        .text("/case_status/name")
                        .equals("assigned"));
        server.prescribe(UUID.fromString(caseId), 0);
        eventually("the pharmacy has the order", () -> order("/status").equals("created"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static String order(String pointer) {
        return server.partner().get("/v1/partner/cases/" + caseId + "/orders").text("/0/orders/0" + pointer);
    }

    private static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Client.Reply tell(String body) {
        return server.anybody().with("Signature", signature(SECRET, body)).post(PATH, body);
    }

    private static String shipped(String externalId, String number) {
        return """
                {"external_id": "%s", "status": "fulfilled", "occurred_at": "2026-11-28T08:00:00Z",
                 "tracking": {"number": "%s", "link": "https://parcels.example/%s", "company": "Parcels"}}""".formatted(externalId, number, number);
    }

    private static long keptAside(String externalId) {
        return server.read(tx -> tx.handle()
                .createQuery("select count(1) from orders.quarantined_report where external_id = :id")
                .bind("id", UUID.fromString(externalId))
                .mapTo(Long.class)
                .one());
    }

    private static List<String> told() {
        return server.read(
                tx -> tx.handle().createQuery("""
                        select event_type from platform.event_log
                        where event_type like 'order%' and fields like '%fulfilled%' order by position
                        """).mapTo(String.class).list());
    }

    @Test
    void aSignedReportShipsTheOrderOnceHoweverOftenItComes() {
        String body = shipped(order("/external_id"), "101010");

        assertThat(tell(body).body()).isEqualTo("[]");
        assertThat(tell(body).body()).isEqualTo("[]");

        assertThat(order("/status")).isEqualTo("fulfilled");
        assertThat(order("/details")).isEqualTo("Tracking Number: 101010");
        assertThat(order("/tracking/company")).isEqualTo("Parcels");
        assertThat(told()).containsExactly("order_status_changed", "order_tracking_number_changed");
        assertThat(keptAside(order("/external_id"))).isZero();
    }

    @Test
    void aReportThatIsNotSignedByUsIsRefused() {
        String body = shipped(order("/external_id"), "666");

        for (Client anybody : List.of(
                server.anybody(),
                server.anybody().with("Signature", signature("guessed", body)),
                server.anybody().with("Signature", signature(SECRET, body + " ")))) {
            Client.Reply reply = anybody.post(PATH, body);
            assertThat(reply.status()).as(reply.body()).isEqualTo(401);
            assertThat(reply.text("/code")).isEqualTo("invalid_signature");
        }
        assertThat(order("/details")).doesNotContain("666");
    }

    @Test
    void aReportOfAnOrderThatNobodyKnowsIsTakenAndKeptAsideOnce() {
        String unknown = UUID.randomUUID().toString();
        String body = shipped(unknown, "303030");

        assertThat(tell(body).status()).isEqualTo(200);
        assertThat(tell(body).status()).isEqualTo(200);

        assertThat(keptAside(unknown)).isEqualTo(1);
    }

    @Test
    void aReportWithoutAStatusIsRefused() {
        Client.Reply reply = tell("{\"external_id\": \"" + UUID.randomUUID() + "\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames()).contains("status", "occurred_at");
    }
}
