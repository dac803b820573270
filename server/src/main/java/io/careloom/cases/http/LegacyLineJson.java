package io.careloom.cases.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.cases.offerings.ChangeLine;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Change;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What old clients say of the offerings of a case: prescriptions and services. */
final class LegacyLineJson {
    private static final List<String> WORDS = List.of("title", "order", "clinical_note", "thank_you_note");
    private static final String TYPES = "The service type is device, lab order, medication, compound or other.";

    private LegacyLineJson() {}

    /**
     * A prescription, of one of the products that it may name; the simulation needs {@code clinician_id}, everybody else's is
     * ignored.
     */
    record Prescription(
            @Nullable UUID clinicianId,
            @Nullable UUID partnerMedicationId,
            @Nullable UUID partnerCompoundId,
            @Nullable UUID partnerSupplyId,
            @Nullable @Positive Integer dosespotMedicationId,
            @Nullable @Size(max = 13) String dosespotSupplyNdc,
            Change<@Min(0) @Max(99) Integer> refills,
            Change<@DecimalMin("0") @DecimalMax("9999999999") BigDecimal> quantity,
            Change<@Min(0) @Max(365) Integer> daysSupply,
            Change<@Size(max = 140) String> directions,
            Change<@Size(max = 210) String> pharmacyNotes,
            Change<Boolean> noSubstitutions,
            Change<@Positive Integer> dispenseUnitId,
            Change<@Positive Integer> pharmacyId,
            Change<@Positive Integer> preferredPharmacyId,
            Change<LocalDate> effectiveDate,
            Change<@Size(max = LineJson.LINE) String> title,
            Change<@Min(0) @Max(LineJson.MOST_ORDER) Integer> order) {

        /** @param at where it stands in the request, empty or with a dot at its end */
        NewLine line(String at) {
            if (Stream.of(
                                    partnerMedicationId,
                                    partnerCompoundId,
                                    partnerSupplyId,
                                    dosespotMedicationId,
                                    dosespotSupplyNdc)
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                throw Problem.invalid(
                        at + "partner_medication_id",
                        "Exactly one of partner_medication_id, partner_compound_id, partner_supply_id,"
                                + " dosespot_medication_id and dosespot_supply_ndc is needed.");
            }
            Map<String, @Nullable Object> sent = Fields.sent(this);
            Map<String, @Nullable Object> product = LineJson.terms(without(sent));
            Map<String, Object> said = LineJson.said(words(sent));
            if (partnerMedicationId != null) {
                return new NewLine(
                        partnerMedicationId,
                        ProductType.DOSESPOT_MEDICATION,
                        said,
                        LineJson.over(product),
                        at + "partner_medication_id");
            }
            if (partnerCompoundId != null) {
                return new NewLine(
                        partnerCompoundId,
                        ProductType.DOSESPOT_COMPOUND,
                        said,
                        LineJson.over(product),
                        at + "partner_compound_id");
            }
            if (partnerSupplyId != null) {
                return new NewLine(
                        partnerSupplyId,
                        ProductType.DOSESPOT_SUPPLY,
                        said,
                        LineJson.over(product),
                        at + "partner_supply_id");
            }
            return written(at, said, product);
        }

        /** One of a code, which needs what an offering would have said. */
        private NewLine written(String at, Map<String, Object> said, Map<String, @Nullable Object> product) {
            Map<String, List<String>> missing = new LinkedHashMap<>();
            for (String needed : List.of("refills", "quantity", "directions")) {
                if (product.get(needed) == null) {
                    missing.put(at + needed, List.of("The " + needed + " field is required."));
                }
            }
            if (!missing.isEmpty()) {
                throw Problem.invalid(missing);
            }
            if (dosespotMedicationId != null) {
                product.put("dosespot_rxcui", dosespotMedicationId);
                return new NewLine(
                        null,
                        ProductType.DOSESPOT_MEDICATION,
                        said,
                        LineJson.over(product),
                        at + "dosespot_medication_id");
            }
            product.put("ndc", dosespotSupplyNdc);
            return new NewLine(
                    null, ProductType.DOSESPOT_SUPPLY, said, LineJson.over(product), at + "dosespot_supply_ndc");
        }

        /** The clinician of a simulation. */
        UUID clinician() {
            if (clinicianId == null) {
                throw Problem.invalid("clinician_id", "The clinician_id field is required.");
            }
            return clinicianId;
        }

        ChangeLine change() {
            Map<String, @Nullable Object> sent = Fields.sent(this);
            return new ChangeLine(LineJson.kept(words(sent)), LineJson.terms(without(sent)));
        }
    }

    /** All prescriptions of a case, as a list or in an object. */
    record Prescriptions(
            @JsonProperty("[]") @Nullable @Size(max = 100) List<@Valid @NotNull Prescription> list,
            @Nullable @Size(max = 100) List<@Valid @NotNull Prescription> casePrescriptions) {
        List<NewLine> lines() {
            List<Prescription> sent = list == null ? casePrescriptions : list;
            if (sent == null) {
                throw Problem.invalid("case_prescriptions", "The case_prescriptions field is required.");
            }
            List<NewLine> lines = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                lines.add(sent.get(i).line((list == null ? "case_prescriptions." : "[].") + i + "."));
            }
            return lines;
        }
    }

    /** A service, of an offering or written out. */
    record Served(
            @Nullable UUID partnerServiceId,
            Change<@Size(max = LineJson.LINE) String> title,
            Change<@Size(max = LineJson.TEXT) String> description,
            Change<@Pattern(regexp = "device|lab order|medication|compound|other", message = TYPES) String> serviceType,
            Change<@Size(max = LineJson.TEXT) String> additionalNote,
            Change<@Size(max = LineJson.TEXT) String> clinicalNotes,
            Change<@Size(max = LineJson.TEXT) String> thankYouNote,

            Change<@Pattern(regexp = "\\+?[0-9 ().-]{7,25}", message = "This is no fax number.") String>
                    pharmacyFaxNumber,

            Change<Boolean> includeDriversLicense,
            Change<Boolean> sendPdfFileAutomatically,
            Change<@Min(0) @Max(LineJson.MOST_ORDER) Integer> order) {
        /** @param at where it stands in the request, empty or with a dot at its end */
        NewLine line(String at) {
            ChangeLine sent = change();
            Map<String, @Nullable Object> product = new LinkedHashMap<>(sent.product());
            Map<String, Object> said = LineJson.said(new LinkedHashMap<>(sent.said()));
            if (partnerServiceId != null) {
                return new NewLine(
                        partnerServiceId, ProductType.SERVICE, said, LineJson.over(product), at + "partner_service_id");
            }
            Map<String, List<String>> missing = new LinkedHashMap<>();
            product.put("name", said.get("title"));
            product.put("title", said.get("title"));
            for (String needed : List.of("title", "description", "service_type")) {
                if (product.get(needed) == null) {
                    missing.put(
                            at + needed, List.of("The " + needed + " field is required without partner_service_id."));
                }
            }
            if (!missing.isEmpty()) {
                throw Problem.invalid(missing);
            }
            return new NewLine(null, ProductType.SERVICE, said, LineJson.over(product), at + "title");
        }

        ChangeLine change() {
            Map<String, @Nullable Object> sent = Fields.sent(this);
            if (sent.containsKey("clinical_notes")) {
                sent.put("clinical_note", sent.remove("clinical_notes"));
            }
            return new ChangeLine(LineJson.kept(words(sent)), LineJson.terms(without(sent)));
        }
    }

    private static Map<String, @Nullable Object> words(Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>(sent);
        words.keySet().retainAll(WORDS);
        return words;
    }

    private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>(sent);
        others.keySet().removeAll(WORDS);
        return others;
    }
}
