package io.careloom.kernel;

import java.util.Locale;

/** What a caller is to the installation; {@code access} says which permissions each role has. */
public enum Role {
    PARTNER_CREDENTIAL,
    PANEL_USER,
    SUPPORT_STAFF,
    MEDICAL_ASSISTANT,
    CLINICIAN,
    INTERNAL_SUPPORT_STAFF,
    ADMIN,
    /** Programs of the operator, which sign what they send; what they may do is said by each operation that takes it. */
    SERVICE_ACCOUNT,
    /** The server itself: subscribers and timers. */
    SYSTEM;

    /** The word used on the wire and in the database, such as {@code panel_user}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
