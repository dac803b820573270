package io.careloom.cases.offerings;

import java.util.Locale;

/** Where a line of a case stands. */
public enum LineStatus {
    /** Not sent yet, or sent in vain; the only status in which its terms can change. */
    PENDING,
    /** On its way: nobody knows yet whether it arrived. */
    PROCESSING,
    /** Acknowledged by who carries it out; final. */
    COMPLETED,
    /** Called off; can be put back to pending. */
    CANCELLED;

    /** The word of the wire and of the database, lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True while something is still to come of it, so that its case is not done. */
    public boolean isOpen() {
        return this == PENDING || this == PROCESSING;
    }

    static LineStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
