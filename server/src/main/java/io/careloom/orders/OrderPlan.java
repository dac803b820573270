package io.careloom.orders;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.orders.Order.Gateway;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be ordered for the lines of a case: for each pharmacy one sequence, as long as its lines are still to be filled.
 *
 * @param lines those of one pharmacy
 */
record OrderPlan(Pharmacy pharmacy, List<CaseOffering> lines) {
    /** A fill is sent this many days before the last one runs out. */
    static final int LEAD_DAYS = 7;

    private static final int USUAL_SUPPLY_DAYS = 30;

    /** Who sends it. */
    record Pharmacy(
            Gateway gateway, @Nullable String id, @Nullable String name) {}

    /** The plans for lines that are done and in no order yet; a pharmacy of which a line is still to come waits for it. */
    static List<OrderPlan> of(List<CaseOffering> lines, Set<UUID> ordered, boolean waits) {
        Map<Pharmacy, List<CaseOffering>> byPharmacy = new LinkedHashMap<>();
        for (CaseOffering line : lines) {
            if (line.product().type().isPrescribed()
                    && line.status() != LineStatus.CANCELLED
                    && !ordered.contains(line.id())) {
                byPharmacy
                        .computeIfAbsent(pharmacy(line), _ -> new ArrayList<>())
                        .add(line);
            }
        }
        return byPharmacy.entrySet().stream()
                .filter(entry -> !waits || entry.getValue().stream().allMatch(OrderPlan::isDone))
                .map(entry -> new OrderPlan(
                        entry.getKey(),
                        entry.getValue().stream().filter(OrderPlan::isDone).toList()))
                .filter(plan -> !plan.lines().isEmpty())
                .toList();
    }

    private static boolean isDone(CaseOffering line) {
        return line.status() == LineStatus.COMPLETED;
    }

    private static Pharmacy pharmacy(CaseOffering line) {
        ProductTerms terms = line.product().terms();
        Integer id = terms.pharmacyId();
        return new Pharmacy(gateway(line.product().type()), id == null ? null : id.toString(), terms.pharmacyName());
    }

    private static Gateway gateway(ProductType type) {
        return switch (type) {
            case BOOTHWYN_PRODUCT -> Gateway.BOOTHWYN;
            case PHARMACY_API_PRODUCT -> Gateway.PHARMACY_API;
            case DOSESPOT_MEDICATION, DOSESPOT_COMPOUND, DOSESPOT_SUPPLY, SERVICE -> Gateway.DOSESPOT;
        };
    }

    /** The first fill and all refills. */
    int total() {
        return 1 + lines.stream().mapToInt(OrderPlan::refills).max().orElse(0);
    }

    /** The lines that have something left for this turn, from 1. */
    List<UUID> linesOf(int turn) {
        return lines.stream()
                .filter(line -> refills(line) >= turn - 1)
                .map(CaseOffering::id)
                .toList();
    }

    /** The day of a turn: the first as soon as it may be filled, each later one before the supply runs out. */
    LocalDate dateOf(int turn, LocalDate today) {
        LocalDate first = lines.stream()
                .map(line -> line.product().terms().effectiveDate())
                .filter(Objects::nonNull)
                .filter(text -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                .map(LocalDate::parse)
                .filter(day -> day.isAfter(today))
                .max(LocalDate::compareTo)
                .orElse(today);
        if (turn == 1) {
            return first;
        }
        int supply = lines.stream()
                .map(line -> Objects.requireNonNullElse(line.product().terms().daysSupply(), USUAL_SUPPLY_DAYS))
                .mapToInt(days -> Math.max(days, 1))
                .min()
                .orElse(USUAL_SUPPLY_DAYS);
        return first.plusDays(Math.max(turn - 1, (long) (turn - 1) * supply - LEAD_DAYS));
    }

    private static int refills(CaseOffering line) {
        return Objects.requireNonNullElse(line.product().terms().refills(), 0);
    }
}
