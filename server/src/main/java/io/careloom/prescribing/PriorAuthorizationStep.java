package io.careloom.prescribing;

/** What a clinician does so that an insurance pays for a prescription. */
public sealed interface PriorAuthorizationStep {
    /** Asks again after a refusal. */
    record Appeal() implements PriorAuthorizationStep {}

    /** Gives it up. */
    record Cancel() implements PriorAuthorizationStep {}

    /** Looks at a question of the insurance. */
    record Question(int questionId) implements PriorAuthorizationStep {}

    /** Answers a question of the insurance. */
    record Reply(int questionId, String text) implements PriorAuthorizationStep {}

    /** Hands in a document. */
    record Attachment(String fileName, String contentType, byte[] bytes) implements PriorAuthorizationStep {}
}
