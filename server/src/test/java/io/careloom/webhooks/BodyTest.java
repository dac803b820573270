package io.careloom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Expected bytes are what PHP's {@code json_encode} prints for the same values. */
class BodyTest {
    private static final Instant AT = Instant.ofEpochSecond(1666384936L, 999_000_000);

    @Test
    void bodyBeginsWithWholeSecondsAndTheEventAndKeepsTheOrderOfFields() {
        assertThat(Body.of(AT, "case_created", "{\"case_id\":\"1\",\"metadata\":null}", "compact"))
                .isEqualTo(
                        "{\"timestamp\":1666384936,\"event_type\":\"case_created\",\"case_id\":\"1\",\"metadata\":null}");
    }

    @Test
    void bodyOfAnEventWithoutFieldsIsClosed() {
        assertThat(Body.of(AT, "ping", "{}", "compact"))
                .isEqualTo("{\"timestamp\":1666384936,\"event_type\":\"ping\"}");
    }

    @Test
    void phpStyleEscapesSlashesAndEverythingBeyondAscii() {
        assertThat(Body.of(AT, "x", "{\"metadata\":\"a/b é 😀 \\\"q\\\" \\n\"}", "php"))
                .isEqualTo("{\"timestamp\":1666384936,\"event_type\":\"x\","
                        + "\"metadata\":\"a\\/b \\u00e9 \\ud83d\\ude00 \\\"q\\\" \\n\"}");
    }

    @Test
    void compactStyleLeavesThemAlone() {
        assertThat(Body.of(AT, "x", "{\"metadata\":\"a/b é\"}", "compact")).endsWith("\"metadata\":\"a/b é\"}");
    }
}
