package io.careloom.cases.offerings;

import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.CaseOffering.Prescribed;
import io.careloom.cases.offerings.CaseOffering.Price;
import io.careloom.cases.offerings.CaseOffering.Standing;
import io.careloom.cases.offerings.CaseOffering.Terms;
import io.careloom.cases.offerings.Casework.At;
import io.careloom.cases.offerings.LinePolicy.Wish;
import io.careloom.catalog.Catalog;
import io.careloom.catalog.DispenseUnit;
import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.catalog.formulary.ProductCodes;
import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.catalog.offerings.Reserved;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes lines from what the partner offers, or from a code of the formulary, each with a copy of the product. */
final class LineMaker {
    private static final Terms NOTHING = new Terms(null, false, null, null, 1, false);
    private static final List<String> UNKNOWN = List.of("This offering is unknown, or not offered now.");

    private final Catalog catalog;

    LineMaker(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Lines of this case, in the order asked for.
     *
     * @throws Problem INVALID with every field that names no offering of the partner, one that the case may not have, no
     *     product or no unit
     */
    List<CaseOffering> make(Tx tx, At of, List<NewLine> wanted) {
        Map<UUID, Wish> known = wishes(
                tx,
                of,
                wanted.stream()
                        .flatMap(line -> Stream.ofNullable(line.offeringId()))
                        .distinct()
                        .toList());
        List<CaseOffering> lines = new ArrayList<>();
        Map<String, List<String>> faults = new LinkedHashMap<>();
        for (NewLine line : wanted) {
            try {
                lines.add(line(tx, of, line, known));
            } catch (Problem refused) {
                faults.putAll(refused.fields());
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return lines;
    }

    /** What the partner offers of these, and what is to be known of each before this case may have it. */
    private Map<UUID, Wish> wishes(Tx tx, At of, List<UUID> offeringIds) {
        Map<UUID, Offering> offered = catalog.offerings().offered(tx, of.partnerId(), offeringIds);
        Set<UUID> there =
                catalog.offerings().links().offeredIn(tx, of.stateId(), List.copyOf(offered.values())).stream()
                        .map(Offering::id)
                        .collect(Collectors.toSet());
        Map<UUID, Reserved> reserved =
                of.holderId() == null ? Map.of() : catalog.offerings().bonds().reserved(tx, offered.keySet());
        return offered.values().stream()
                .collect(Collectors.toMap(
                        Offering::id,
                        offering -> new Wish(
                                offering,
                                there.contains(offering.id()),
                                reserved.getOrDefault(offering.id(), Reserved.NOBODY),
                                of.holderId())));
    }

    private CaseOffering line(Tx tx, At of, NewLine wanted, Map<UUID, Wish> known) {
        Wish wish = wanted.offeringId() == null ? null : known.get(wanted.offeringId());
        Offering offering = wish == null ? null : wish.offering();
        if (wanted.offeringId() != null && !fits(wanted, offering)) {
            throw Problem.invalid(Map.of(wanted.field(), UNKNOWN));
        }
        List<String> refusals = wish == null ? List.of() : LinePolicy.refusals(wish);
        if (!refusals.isEmpty()) {
            throw Problem.invalid(Map.of(wanted.field(), refusals));
        }
        return new CaseOffering(
                Ids.random(),
                of.tenantId(),
                of.caseId(),
                wanted.offeringId(),
                Fields.with(offering == null ? NOTHING : terms(offering.terms()), wanted.said()),
                offering == null ? written(tx, of, wanted) : copy(tx, of, offering.product(), wanted.product()),
                offering == null ? Price.NONE : price(offering.terms()),
                Standing.PENDING,
                Prescribed.NOT_YET,
                Ordered.NOT_YET,
                of.at(),
                of.at(),
                null);
    }

    /** The product of a line that is written out: what its code leads to, under what is said of it; one of them names it. */
    private Product written(Tx tx, At of, NewLine wanted) {
        ProductType type = Objects.requireNonNull(wanted.type());
        ProductTerms terms = named(wanted.product());
        ProductCodes codes = ProductCodes.of(terms);
        Optional<FormularyEntry> entry =
                type.isPrescribed() ? catalog.formulary().find(tx, type, codes) : Optional.empty();
        boolean titled = codes.none() && wanted.said().containsKey("title");
        if (entry.isPresent()) {
            terms = terms.over(terms(entry.get()));
        } else if (terms.name() == null && !titled) {
            throw Problem.invalid(wanted.field(), "This product is unknown.");
        }
        return new Product(Ids.random(), type, inUnits(tx, terms), of.at(), of.at(), null);
    }

    /** A pharmacy that is named for this line goes before the patient's own choice, unless it is said otherwise. */
    private static ProductTerms named(ProductTerms said) {
        return said.pharmacyId() != null && said.forcePharmacy() == null
                ? said.with(Map.of("force_pharmacy", true))
                : said;
    }

    private static boolean fits(NewLine line, @Nullable Offering offering) {
        return offering != null
                && (line.type() == null || line.type() == offering.product().type());
    }

    private static Terms terms(Offering.Terms of) {
        return new Terms(
                of.title(),
                of.isAdditionalApprovalNeeded(),
                of.thankYouNote(),
                of.clinicalNote(),
                of.order() == null ? 1 : of.order(),
                false);
    }

    private static Price price(Offering.Terms of) {
        return new Price(of.upcharge(), of.clinicianExtraFee(), of.isChargedSeparately());
    }

    private static ProductTerms terms(FormularyEntry entry) {
        Map<String, @Nullable Object> known = new HashMap<>();
        known.put("name", entry.fullName());
        known.put("strength", entry.strength());
        known.put("ndc", entry.ndc());
        known.put("upc", entry.upc());
        known.put("dosespot_rxcui", entry.rxCui());
        known.put("dosespot_supply_id", entry.type() == ProductType.DOSESPOT_SUPPLY ? entry.number() : null);
        known.put("sku", entry.sku());
        known.put("dispense_unit_id", entry.dispenseUnitId());
        known.put("is_obsolete", entry.obsolete());
        return ProductTerms.NONE.with(known);
    }

    private Product copy(Tx tx, At of, Product product, ProductTerms said) {
        ProductTerms terms = over(tx, product.terms(), said);
        return new Product(
                product.id(),
                product.type(),
                terms,
                product.createdAt(),
                terms.equals(product.terms()) ? product.updatedAt() : of.at(),
                null);
    }

    /** What is said over what was there; a pharmacy or unit that changes takes its name with it. */
    private ProductTerms over(Tx tx, ProductTerms base, ProductTerms said) {
        return inUnits(tx, follow(base, said.over(base), Fields.of(said)));
    }

    /** The terms after a change by their names, of which null clears. */
    ProductTerms changed(Tx tx, ProductTerms before, Map<String, ? extends @Nullable Object> changes) {
        return inUnits(tx, follow(before, before.with(changes), changes));
    }

    private static ProductTerms follow(
            ProductTerms before, ProductTerms after, Map<String, ? extends @Nullable Object> said) {
        Map<String, @Nullable Object> stale = new HashMap<>();
        if (!Objects.equals(before.pharmacyId(), after.pharmacyId()) && said.get("pharmacy_name") == null) {
            stale.put("pharmacy_name", null);
        }
        if (!Objects.equals(before.dispenseUnitId(), after.dispenseUnitId()) && said.get("dispense_unit") == null) {
            stale.put("dispense_unit", null);
        }
        if (!Objects.equals(before.dispenseUnit(), after.dispenseUnit()) && said.get("dispense_unit_id") == null) {
            stale.put("dispense_unit_id", null);
        }
        if (said.get("pharmacy_id") != null && said.get("force_pharmacy") == null) {
            stale.put("force_pharmacy", true); // as in named(): the base may say false
        }
        return after.with(stale);
    }

    /** The unit's name by its number, and its number by its name. */
    private ProductTerms inUnits(Tx tx, ProductTerms terms) {
        Integer id = terms.dispenseUnitId();
        String name = terms.dispenseUnit();
        if ((id == null) == (name == null)) {
            return terms;
        }
        Optional<DispenseUnit> unit = catalog.dispenseUnits(tx, null).stream()
                .filter(one -> id == null ? one.name().equalsIgnoreCase(name) : one.dispenseUnitId() == id)
                .findFirst();
        if (unit.isEmpty() && id != null) {
            throw Problem.invalid("product.dispense_unit_id", "This dispense unit is unknown.");
        }
        return unit.map(found ->
                        terms.with(Map.of("dispense_unit_id", found.dispenseUnitId(), "dispense_unit", found.name())))
                .orElse(terms);
    }
}
