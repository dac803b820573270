package io.careloom.platform.http;

/** What an operation leaves in the audit trail. */
public enum AuditClass {
    /** Touches nothing personal. */
    NONE,
    /** Shows personal data: a row per subject is committed before the answer leaves. */
    READ,
    /** Changes personal data: the door writes the row in its transaction. */
    WRITE
}
