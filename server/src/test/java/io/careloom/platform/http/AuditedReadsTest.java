package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.Client;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who saw what stands in the trail before the answer leaves (answers C7). */
class AuditedReadsTest {
    private static final String THING = "/v1/partner/things/" + ThingRoutes.KNOWN;
    private HttpWorld world;

    @BeforeEach
    void start() {
        world = new HttpWorld(HttpWorld.configured(List.of("127.0.0.1", "10.0.0.9"), false, HttpWorld.GENEROUS));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private List<Map<String, @Nullable Object>> trail() {
        return world.rows("select kind, caller_id, role, request_id, route, address, tenant_id, subject_id"
                + " from platform.audit_row order by position");
    }

    @Test
    void readLeavesARowWithCallerRouteAndSubject() {
        Client.Reply reply = world.partner().get("/partner/things/" + ThingRoutes.KNOWN + "/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(trail())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("kind", "read")
                        .containsEntry("role", "partner_credential")
                        .containsEntry("request_id", reply.header("Request-Id"))
                        .containsEntry("route", "GET /v1/partner/things/{thing_id}")
                        .containsEntry("address", "127.0.0.1")
                        .containsEntry("tenant_id", new java.util.UUID(7, 1))
                        .containsEntry("subject_id", ThingRoutes.KNOWN));
    }

    @Test
    void refusedAttemptsLeaveARowToo() {
        assertThat(world.partner()
                        .get("/v1/partner/things/0b5e4a5e-8d0b-4b6b-9d43-000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(world.stranger().token(HttpWorld.POWERLESS).get(THING).status())
                .isEqualTo(403);
        assertThat(world.stranger()
                        .token(HttpWorld.POWERLESS)
                        .post("/v1/partner/things", "{}")
                        .status())
                .isEqualTo(403);

        assertThat(trail()).extracting(row -> row.get("kind")).containsExactly("refused", "refused", "refused");
    }

    @Test
    void whatIsNotAuditedLeavesNoRow() {
        world.partner().get("/v1/partner/bare");
        world.stranger().get(THING);
        world.partner().get("/nothing");

        assertThat(trail()).isEmpty();
    }

    @Test
    void nothingIsShownWhenTheTrailCannotBeWritten() {
        world.database.database().jdbi().useHandle(handle -> handle.execute("drop table platform.audit_row"));
        Client.Reply reply = world.partner().get(THING);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).doesNotContain("created_at");
        assertThat(reply.text("/code")).isEqualTo("audit_unavailable");
    }

    @Test
    void addressIsTakenFromTrustedProxiesOnly() {
        assertThat(addressOf("203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(addressOf("198.51.100.1, 203.0.113.7, 10.0.0.9")).isEqualTo("203.0.113.7");
        assertThat(addressOf("2001:DB8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(addressOf("203.0.113.7, <script>")).isEqualTo("127.0.0.1");
        assertThat(addressOf("203.0.113.7:8080")).isEqualTo("127.0.0.1");
        assertThat(addressOf("")).isEqualTo("127.0.0.1");
    }

    private String addressOf(String forwarded) {
        return world.partner()
                .with("X-Forwarded-For", forwarded)
                .get("/v1/partner/seen/x")
                .text("/address");
    }

    @Test
    void strangersHeaderIsNotBelieved() {
        try (HttpWorld plain = new HttpWorld()) {
            assertThat(plain.partner()
                            .with("X-Forwarded-For", "203.0.113.7")
                            .get("/v1/partner/seen/x")
                            .text("/address"))
                    .isEqualTo("127.0.0.1");
        }
    }
}
