package io.careloom.prescribing;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a clinician does so that an insurance pays for a prescription. */
public sealed interface PriorAuthorizationStep {
    /** Asks again after a refusal, and says why. */
    record Appeal(String reason) implements PriorAuthorizationStep {}

    /** Gives it up. */
    record Cancel() implements PriorAuthorizationStep {}

    /** Looks at a question of the insurance. */
    record Question(int questionId) implements PriorAuthorizationStep {}

    /**
     * Answers a question of the insurance, as the question wants it: in words, by a number, a time, or by what it offers.
     * After the last one all answers are handed in.
     */
    record Reply(
            int questionId,
            @Nullable String text,
            @Nullable BigDecimal number,
            @Nullable OffsetDateTime time,
            List<Choice> choices)
            implements PriorAuthorizationStep {
        /** An answer in words. */
        public static Reply text(int questionId, String text) {
            return new Reply(questionId, text, null, null, List.of());
        }
    }

    /**
     * One of the answers that a question offers.
     *
     * @param id the network's number of it
     * @param text what is added to it; null for nothing
     */
    record Choice(int id, @Nullable String text) {}

    /** Hands in a document. */
    record Attachment(String fileName, String contentType, byte[] bytes) implements PriorAuthorizationStep {}
}
