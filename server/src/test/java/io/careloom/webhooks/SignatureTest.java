package io.careloom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Expected values were made with OpenSSL, not with the code under test. */
class SignatureTest {
    private static final byte[] BODY =
            "{\"timestamp\":1666384936,\"event_type\":\"case_created\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void signatureIsTheLowerCaseHexHmacOfTheBody() {
        // printf '%s' "$BODY" | openssl dgst -sha256 -hmac 'open sesame'
        assertThat(Signature.hex("open sesame", BODY))
                .isEqualTo("d7c64b4145275d62869af90bb57a2bc9bce581b5573a5ea7ea0c922c8fdc47d3");
    }

    @Test
    void standardSignatureCoversIdTimestampAndBodyUnderTheDecodedSecret() {
        // the secret's base64 says 'a 24 byte signing secret'
        assertThat(Signature.standard("whsec_YSAyNCBieXRlIHNpZ25pbmcgc2VjcmV0", "msg_1", 1700000000L, BODY))
                .isEqualTo("v1,Po38A5bC2cqf1CmryFHyOt/nCjKU92HXwTCTl/lMnLo=");
    }

    @Test
    void secretWithoutThePrefixIsUsedAsText() {
        assertThat(Signature.standard("a 24 byte signing secret", "msg_1", 1700000000L, BODY))
                .isEqualTo("v1,Po38A5bC2cqf1CmryFHyOt/nCjKU92HXwTCTl/lMnLo=");
    }
}
