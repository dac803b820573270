package io.careloom.cases.charts;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.catalog.offerings.ProductTerms;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a case that is a service, as old clients know it.
 *
 * @param partnerServiceId the offering; null for one that was written out
 * @param serviceType device, lab order, medication, compound, other
 */
public record ServedLine(
        UUID caseServiceId,
        @Nullable UUID partnerServiceId,
        @Nullable String title,
        @Nullable String description,
        @Nullable String serviceType,
        @Nullable String additionalNote,
        @Nullable String clinicalNotes,
        @Nullable String thankYouNote,
        @Nullable String pharmacyFaxNumber,
        @Nullable Boolean includeDriversLicense,
        @Nullable Boolean sendPdfFileAutomatically,
        String status,
        int order,
        boolean isImportant,
        Instant createdAt,
        Instant updatedAt) {
    /** The line as a service. */
    public static ServedLine of(CaseOffering line) {
        ProductTerms product = line.product().terms();
        return new ServedLine(
                line.id(),
                line.offeringId(),
                line.shown().title(),
                product.description(),
                product.serviceType(),
                product.additionalNote(),
                line.terms().clinicalNote(),
                line.terms().thankYouNote(),
                product.pharmacyFaxNumber(),
                product.includeDriversLicense(),
                product.sendPdfFileAutomatically(),
                line.status().word(),
                line.terms().order(),
                line.terms().isImportant(),
                line.createdAt(),
                line.updatedAt());
    }

    @Override
    public String toString() {
        return "ServedLine[" + caseServiceId + "]";
    }
}
