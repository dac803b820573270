package io.careloom.cases.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.cases.offerings.ChangeLine;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.cases.offerings.NewLine;
import io.careloom.cases.offerings.Sendings;
import io.careloom.catalog.offerings.ProductTerms;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said of the offerings of a case. What a line shows is shaped like the wire already. */
final class LineJson {
    static final int LINE = 255;
    static final int TEXT = 65_535;
    static final int MOST_ORDER = 100_000;
    private static final String STATUS = "The status is pending, processing, completed or cancelled.";

    private LineJson() {}

    /** What lies over the offering's product; {@code day_supply} is what one sample calls {@code days_supply}. */
    record Product(
            Change<@Size(max = LINE) String> name,
            Change<@Size(max = LINE) String> sku,
            Change<@Min(0) @Max(99) Integer> refills,
            Change<@DecimalMin("0") @DecimalMax("9999999999") BigDecimal> quantity,
            Change<@Min(0) @Max(365) Integer> daysSupply,
            Change<@Min(0) @Max(365) Integer> daySupply,
            Change<@Size(max = 140) String> directions,
            Change<@Size(max = 210) String> pharmacyNotes,
            Change<Boolean> noSubstitutions,
            Change<@Positive Integer> dispenseUnitId,
            Change<@Size(max = LINE) String> dispenseUnit,
            Change<@Positive Integer> pharmacyId,
            Change<LocalDate> effectiveDate) {}

    /** A line made from an offering. */
    record Create(
            @NotNull UUID offeringId,
            Change<@Size(max = LINE) String> title,
            Change<Boolean> isAdditionalApprovalNeeded,
            Change<@Size(max = TEXT) String> clinicalNote,
            Change<@Size(max = TEXT) String> thankYouNote,
            Change<@Min(0) @Max(MOST_ORDER) Integer> order,
            Change<Boolean> isImportant,
            @Nullable @Valid Product product) {
        /** @param at where it stands in the request, empty or with a dot at its end */
        NewLine line(String at) {
            return new NewLine(offeringId, null, said(Fields.sent(this)), over(productOf(product)), at + "offering_id");
        }
    }

    /** Other words of a line. */
    record Patch(
            Change<@Size(max = LINE) String> title,
            Change<Boolean> isAdditionalApprovalNeeded,
            Change<@Size(max = TEXT) String> clinicalNote,
            Change<@Size(max = TEXT) String> thankYouNote,
            Change<@Min(0) @Max(MOST_ORDER) Integer> order,
            Change<Boolean> isImportant,
            @Nullable @Valid Product product) {
        ChangeLine change() {
            return new ChangeLine(kept(Fields.sent(this)), productOf(product));
        }
    }

    /** How a line is sent again. */
    record Again(
            @Nullable @Positive Integer pharmacyId,
            @Nullable UUID offeringId) {
        Sendings.Again command() {
            return new Sendings.Again(pharmacyId, offeringId);
        }
    }

    /** Statuses of lines, as a list or in an object; without any, nothing changes. */
    record Statuses(
            @JsonProperty("[]") @Nullable List<@Valid @NotNull Wanted> list,
            @Nullable List<@Valid @NotNull Wanted> statuses) {
        Map<UUID, LineStatus> wanted() {
            Map<UUID, LineStatus> wanted = new LinkedHashMap<>();
            Stream.of(list, statuses)
                    .filter(Objects::nonNull)
                    .flatMap(List::stream)
                    .forEach(one -> wanted.put(
                            one.line(), LineStatus.valueOf(one.status().toUpperCase(Locale.ROOT))));
            return wanted;
        }
    }

    /** The status of a line, by one of the names its id has. */
    record Wanted(
            @Nullable UUID caseOfferingId,
            @Nullable UUID casePrescriptionId,
            @Nullable UUID id,

            @NotNull @Pattern(regexp = "(?i)pending|processing|completed|cancelled", message = STATUS)
            String status) {
        UUID line() {
            return Stream.of(caseOfferingId, casePrescriptionId, id)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(
                            () -> Problem.invalid("statuses", "Each status names its offering by case_offering_id."));
        }
    }

    /** The words of a line; null keeps the offering's. */
    static Map<String, Object> said(Map<String, @Nullable Object> sent) {
        Map<String, Object> said = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            if (value != null) {
                said.put(name, value);
            }
        });
        return said;
    }

    /** The same without a null where a line has to have a value. */
    static Map<String, @Nullable Object> kept(Map<String, @Nullable Object> sent) {
        for (String needed : List.of("is_additional_approval_needed", "order", "is_important")) {
            sent.remove(needed, null);
        }
        return sent;
    }

    private static Map<String, @Nullable Object> productOf(@Nullable Product product) {
        return product == null ? Map.of() : terms(Fields.sent(product));
    }

    /** What was sent of a product by the names and in the types of {@link ProductTerms}. */
    static Map<String, @Nullable Object> terms(Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> terms = new LinkedHashMap<>(sent);
        terms.computeIfPresent("quantity", (_, amount) -> ((BigDecimal) amount).toPlainString());
        terms.computeIfPresent("effective_date", (_, day) -> day.toString());
        rename(terms, "day_supply", "days_supply");
        rename(terms, "preferred_pharmacy_id", "pharmacy_id");
        if (terms.containsKey("no_substitutions")) {
            Boolean none = (Boolean) terms.remove("no_substitutions");
            terms.put("allow_substitutions", none == null ? null : !none);
        }
        return terms;
    }

    private static void rename(Map<String, @Nullable Object> terms, String other, String name) {
        if (terms.containsKey(other)) {
            Object value = terms.remove(other);
            terms.putIfAbsent(name, value);
        }
    }

    static ProductTerms over(Map<String, @Nullable Object> terms) {
        return ProductTerms.NONE.with(terms);
    }
}
