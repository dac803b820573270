package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.secrets.Secrets;
import io.careloom.testing.Client;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row may take a signature over the body in the place of a token (design section 4). */
class SignedRowsTest {
    private static final String SIGNED = "/v1/partner/things/signed";
    private static final String BODY = "{\"first_name\":\"Orla\"}";

    /** Of {@link #BODY} under {@link HttpWorld#SIGNING}, computed with openssl. */
    private static final String SIGNATURE = "68b94be92827240a6c1335e62d88cf2f103a34d30f433fcbe20555d79858a753";

    private static HttpWorld world;

    @BeforeAll
    static void start() {
        world = new HttpWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Client signing(String signature) {
        return world.stranger().with("Signature", signature);
    }

    private static void isRefused(Client.Reply reply, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.text("/code")).isEqualTo(code);
    }

    @Test
    void aRightSignatureIsTheServiceAccount() {
        Client.Reply reply = signing(SIGNATURE).post(SIGNED, BODY);

        assertThat(reply.ok().path("thing_id").asString("")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/partner/things/signed", "/v1/v1/partner/things/signed", "/v1/partner/things/signed/"})
    void anAliasTakesTheSameSignature(String path) {
        signing(SIGNATURE).post(path, BODY).ok();
        isRefused(signing("0" + SIGNATURE.substring(1)).post(path, BODY), "invalid_signature");
    }

    @Test
    void aWrongSignatureIsRefused() {
        long before = world.created();

        for (String wrong : List.of(
                "0" + SIGNATURE.substring(1),
                SIGNATURE.substring(1),
                SIGNATURE.toUpperCase(Locale.ROOT),
                "x",
                Secrets.signature("another-secret-that-is-long-enough", BODY.getBytes(StandardCharsets.UTF_8)))) {
            isRefused(signing(wrong).post(SIGNED, BODY), "invalid_signature");
        }
        assertThat(world.created()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"first_name\": \"Orla\"}", "{\"first_name\":\"Orlo\"}", "", "{"})
    void anotherBodyNeedsAnotherSignature(String body) {
        isRefused(signing(SIGNATURE).post(SIGNED, body), "invalid_signature");
    }

    @Test
    void withoutSignatureATokenIsNeeded() {
        isRefused(world.stranger().post(SIGNED, BODY), "unauthenticated");
        isRefused(signing(" ").post(SIGNED, BODY), "unauthenticated");
        world.partner().post(SIGNED, BODY).ok();
    }

    @Test
    void aTokenDecidesWhereThereIsOne() {
        world.partner()
                .with("Signature", "of another scheme")
                .post(SIGNED, BODY)
                .ok();
        isRefused(signing(SIGNATURE).token("unknown").post(SIGNED, BODY), "unauthenticated");
        assertThat(signing(SIGNATURE)
                        .token(HttpWorld.POWERLESS)
                        .post(SIGNED, BODY)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void otherRowsTakeNoSignature() {
        isRefused(signing(SIGNATURE).post("/v1/partner/things", BODY), "unauthenticated");
    }

    @Test
    void aSignedRequestIsDoneOnceUnderOneKey() {
        long before = world.created();
        Client doubled = signing(SIGNATURE).with("Idempotency-Key", "signed-1");

        Client.Reply first = doubled.post(SIGNED, BODY);
        Client.Reply second = doubled.post("/partner/things/signed", BODY);

        assertThat(second.ok()).isEqualTo(first.ok());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(world.created()).isEqualTo(before + 1);
        isRefused(doubled.post(SIGNED, "{}"), "invalid_signature");
    }

    @Test
    void aBodyThatIsNoJsonIsReadOnlyAfterItsSignature() {
        String broken = "{";
        String signature = Secrets.signature(HttpWorld.SIGNING, broken.getBytes(StandardCharsets.UTF_8));

        assertThat(signing(signature).post(SIGNED, broken).status()).isEqualTo(400);
        assertThat(signing(signature).post(SIGNED, Map.of()).status()).isEqualTo(401);
    }
}
