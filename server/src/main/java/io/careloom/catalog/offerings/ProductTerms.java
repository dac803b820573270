package io.careloom.catalog.offerings;

import io.careloom.platform.Fields;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is dispensed or done, and how: the terms of a product. All may be null; which must be there depends on the
 * {@link ProductType}. An offering holds them, and each line of a case has a copy of its own.
 *
 * @param name what it is called in the source of its kind
 * @param title what the partner calls it
 * @param ndc National Drug Code, 11 digits
 * @param dosespotRxcui RxNorm concept (RxCUI)
 * @param quantity a decimal number as text, in dispense units, as the API has it
 * @param daysSupply how many days the quantity lasts
 * @param directions what the patient does with it (sig)
 * @param effectiveDate of an offering: days from approval until it may be filled, as digits; of a line of a case: a date, YYYY-MM-DD
 * @param dispenseUnitId the number of the dispense unit, as {@code catalog} lists them
 * @param pharmacyId number of a pharmacy in the network's directory
 * @param forcePharmacy the pharmacy goes before the patient's own choice
 * @param clinicianId the clinician who alone prescribes it, such as a compound; null for everybody
 * @param serviceType of a service: device, lab order, medication, compound, other
 * @param description of a service, as are all that follow
 */
public record ProductTerms(
        @Nullable String name,
        @Nullable String title,
        @Nullable String strength,
        @Nullable String ndc,
        @Nullable String otc,
        @Nullable String upc,
        @Nullable Integer dosespotRxcui,
        @Nullable Integer dosespotSupplyId,
        @Nullable String sku,
        @Nullable Boolean rxRequired,
        @Nullable Integer refills,
        @Nullable String quantity,
        @Nullable Integer daysSupply,
        @Nullable String directions,
        @Nullable Boolean allowSubstitutions,
        @Nullable String effectiveDate,
        @Nullable String dispenseUnit,
        @Nullable Integer dispenseUnitId,
        @Nullable Integer pharmacyId,
        @Nullable String pharmacyName,
        @Nullable Boolean forcePharmacy,
        @Nullable String pharmacyNotes,
        @Nullable Boolean isObsolete,
        @Nullable UUID clinicianId,
        @Nullable String metadata,
        @Nullable String serviceType,
        @Nullable String description,
        @Nullable String additionalNote,
        @Nullable String pharmacyFaxNumber,
        @Nullable Boolean includeDriversLicense,
        @Nullable Boolean sendPdfFileAutomatically) {

    /** No term is said. */
    public static final ProductTerms NONE = new ProductTerms(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** These terms where they are said, the base's where they are not. */
    public ProductTerms over(ProductTerms base) {
        Map<String, @Nullable Object> said = new HashMap<>(Fields.of(this));
        said.values().removeIf(Objects::isNull);
        return Fields.with(base, said);
    }

    /** The same terms with some, by their names on the wire, replaced; a null clears. */
    public ProductTerms with(Map<String, ? extends @Nullable Object> changes) {
        return Fields.with(this, changes);
    }

    /** The columns in which a table keeps the terms, in their order, each with this prefix. */
    public static String columns(String prefix) {
        return Fields.of(NONE).keySet().stream().map(name -> prefix + name).collect(Collectors.joining(", "));
    }
}
