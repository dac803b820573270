package io.careloom.partners.charges;

import java.util.Locale;

/** What a partner is charged for; in lower case it is the wire's {@code charge_type}. */
public enum ChargeType {
    /** A chargeable case was called off. */
    CASE_CANCELLED,
    /** A chargeable case is done. */
    CASE_COMPLETED,
    /** A clinician said whether an open case is to be charged, which by itself costs nothing. */
    CASE_CHARGEABLE_CHANGE,
    /** Added by hand. */
    ADDITIONAL_CHARGE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
