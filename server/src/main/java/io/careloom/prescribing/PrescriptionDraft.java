package io.careloom.prescribing;

import io.careloom.prescribing.PrescriptionGateway.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A prescription as an e-prescribing network takes it.
 *
 * @param reference ours, by which the network knows the same one again
 * @param directions for the patient, at most 1,000 characters
 * @param dispenseUnitId the network's number of what the quantity counts
 * @param effectiveDate from when it may be filled; null for now
 */
public record PrescriptionDraft(
        UUID reference,
        Subject patient,
        Drug drug,
        int pharmacyId,
        int refills,
        BigDecimal quantity,
        @Nullable Integer daysSupply,
        int dispenseUnitId,
        String directions,
        @Nullable String pharmacyNotes,
        boolean noSubstitutions,
        @Nullable LocalDate effectiveDate) {
    /** What is prescribed. */
    public sealed interface Drug {
        /** For people. */
        String name();

        /**
         * A medication, which a network looks up in its own dictionary by its codes; by none of them it is refused.
         *
         * @param ndc National Drug Code of a package, 11 digits
         * @param rxCui RxNorm concept
         */
        record Medication(@Nullable String ndc, @Nullable Integer rxCui, String name) implements Drug {}

        /** A supply of the network's dictionary. */
        record Supply(int supplyId, String name) implements Drug {}

        /** What the pharmacy mixes. */
        record Compound(String name) implements Drug {}
    }

    @Override
    public String toString() {
        return "PrescriptionDraft[" + reference + "]";
    }
}
