package io.careloom.cases.charts;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a case that is prescribed, as old clients know it (partner-contract.md 7.5); at most one of medication, compound
 * and supply is there.
 *
 * @param quantity a decimal number as text
 * @param dosespotPrescriptionId the network's number; null until it noted the prescription
 */
public record CasePrescription(
        UUID casePrescriptionId,
        @Nullable String title,
        boolean isAdditionalApprovalNeeded,
        @Nullable String name,
        @Nullable Integer dosespotPrescriptionId,
        @Nullable String effectiveDate,
        String status,
        @Nullable String prescriptionStatusDetails,
        @Nullable Integer refills,
        int order,
        @Nullable String quantity,
        @Nullable Integer daysSupply,
        @Nullable Boolean noSubstitutions,
        @Nullable String pharmacyNotes,
        @Nullable String thankYouNote,
        @Nullable String clinicalNote,
        @Nullable String directions,
        @Nullable Integer dispenseUnitId,
        @Nullable Integer pharmacyId,
        @Nullable String pharmacyName,
        @Nullable Medication medication,
        @Nullable Compound partnerCompound,
        @Nullable Supply partnerSupply,
        String dosespotPrescriptionSyncStatus,
        String dosespotSentPharmacySyncStatus,
        String dosespotConfirmationStatus,
        @Nullable String dosespotConfirmationStatusDetails) {

    /**
     * A medication; mail-order products are shown as one too.
     *
     * @param partnerMedicationId the offering; null for one that was written out
     */
    public record Medication(
            @Nullable Integer dosespotMedicationId,
            @Nullable Integer dispenseUnitId,
            @Nullable String strength,
            @Nullable String genericProductName,
            @Nullable Integer rxCui,
            @Nullable String ndc,
            @Nullable String displayName,
            @Nullable String metadata,
            @Nullable UUID partnerMedicationId,
            @Nullable String title) {}

    /** A compound. */
    public record Compound(
            @Nullable UUID partnerCompoundId,
            @Nullable String title,
            @Nullable String name,
            @Nullable String metadata) {}

    /** A supply. */
    public record Supply(
            @Nullable UUID partnerSupplyId,
            @Nullable Integer dosespotSupplyId,
            @Nullable String title,
            @Nullable String name,
            @Nullable String ndc,
            @Nullable String metadata) {}

    /** The line as a prescription. */
    public static CasePrescription of(CaseOffering line) {
        ProductTerms product = line.product().terms();
        ProductType type = line.product().type();
        CaseOffering.Shown shown = line.shown();
        boolean compound = type == ProductType.DOSESPOT_COMPOUND;
        boolean supply = type == ProductType.DOSESPOT_SUPPLY;
        return new CasePrescription(
                line.id(),
                shown.title(),
                shown.isAdditionalApprovalNeeded(),
                shown.name(),
                line.prescribed().networkId(),
                product.effectiveDate(),
                shown.status(),
                shown.statusDetails(),
                product.refills(),
                shown.order(),
                product.quantity(),
                product.daysSupply(),
                product.allowSubstitutions() == null ? null : !product.allowSubstitutions(),
                product.pharmacyNotes(),
                shown.thankYouNote(),
                shown.clinicalNote(),
                product.directions(),
                product.dispenseUnitId(),
                product.pharmacyId(),
                product.pharmacyName(),
                compound || supply ? null : medication(line.offeringId(), product),
                compound ? new Compound(line.offeringId(), product.title(), product.name(), product.metadata()) : null,
                supply ? supply(line.offeringId(), product) : null,
                line.prescribed().syncStatus(),
                line.prescribed().sentStatus(),
                line.prescribed().confirmation(),
                line.prescribed().details());
    }

    private static Medication medication(@Nullable UUID offeringId, ProductTerms product) {
        return new Medication(
                product.dosespotRxcui(),
                product.dispenseUnitId(),
                product.strength(),
                product.name(),
                product.dosespotRxcui(),
                product.ndc(),
                product.name(),
                product.metadata(),
                offeringId,
                product.title());
    }

    private static Supply supply(@Nullable UUID offeringId, ProductTerms product) {
        return new Supply(
                offeringId,
                product.dosespotSupplyId(),
                product.title(),
                product.name(),
                product.ndc(),
                product.metadata());
    }

    @Override
    public String toString() {
        return "CasePrescription[" + casePrescriptionId + "]";
    }
}
