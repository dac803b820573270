package io.careloom.sandbox;

import io.careloom.prescribing.PrescriptionDraft;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a prescription in the sandbox: {@link #VERIFIED}, unless it goes to one of the pharmacies 9101 to 9106,
 * or its product's name begins with {@code Sandbox} and the outcome, as in {@code Sandbox error cream}.
 */
enum SimulatedOutcome {
    VERIFIED(null),
    /** Refused when it is sent. */
    REFUSED(9101),
    /** Sent, then an error. */
    ERROR(9102),
    /** Sent, and verified after a minute of the tenant's time. */
    SLOW(9103),
    /** Sent, but sending it is answered by silence. */
    SILENT(9104),
    /** Sent and never verified. */
    UNVERIFIED(9105),
    /** Sent, then deleted at the network. */
    DELETED(9106),
    /** Refused when it is drafted; by the product only. */
    OBSOLETE(null);

    private final @Nullable Integer pharmacyId;

    SimulatedOutcome(@Nullable Integer pharmacyId) {
        this.pharmacyId = pharmacyId;
    }

    static SimulatedOutcome of(PrescriptionDraft draft) {
        String name = draft.drug().name().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> one.pharmacyId != null && one.pharmacyId == draft.pharmacyId()
                        || name.startsWith("sandbox " + one.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(VERIFIED);
    }
}
