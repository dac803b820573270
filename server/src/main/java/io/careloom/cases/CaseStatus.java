package io.careloom.cases;

import java.util.Locale;
import java.util.Optional;

/** Where a case stands. */
public enum CaseStatus {
    /** Accepted, in nobody's queue; only here can it be on hold. */
    CREATED,
    /** In a clinician's queue. */
    ASSIGNED,
    /** The clinician waits for the patient. */
    WAITING,
    /** With the partner's support. */
    SUPPORT,
    /** Approved by the clinician, nothing sent yet. */
    APPROVED,
    /** Sent on, confirmation pending. */
    PROCESSING,
    /** Done; final. */
    COMPLETED,
    /** Called off; final. */
    CANCELLED;

    /** True once a clinician has decided, or nobody will: the contents of the case are closed. */
    boolean isDecided() {
        return switch (this) {
            case CREATED, ASSIGNED, WAITING, SUPPORT -> false;
            case APPROVED, PROCESSING, COMPLETED, CANCELLED -> true;
        };
    }

    /** The word of the wire and of the database, lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status called so, in any case. */
    public static Optional<CaseStatus> named(String word) {
        for (CaseStatus status : values()) {
            if (status.name().equalsIgnoreCase(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
