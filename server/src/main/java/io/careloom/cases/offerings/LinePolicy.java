package io.careloom.cases.offerings;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.Reserved;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a case may have an offering. */
final class LinePolicy {
    /**
     * An offering that a case is to have.
     *
     * @param offeredThere in the state where the patient lives
     * @param holderId the clinician who has the case; null while nobody does, since assignment looks at the offerings then
     */
    record Wish(
            Offering offering,
            boolean offeredThere,
            Reserved reserved,
            @Nullable UUID holderId) {
        private boolean isHeldBy(Predicate<UUID> somebody) {
            return holderId != null && somebody.test(holderId);
        }
    }

    /** One rule: the reason it refuses with, and when. */
    record Rule(String reason, Predicate<Wish> refuses) {}

    /** All rules, in the order in which reasons are given. */
    static final List<Rule> RULES = List.of(
            new Rule("This offering is not offered where the patient lives.", wish -> !wish.offeredThere()),
            new Rule(
                    "The clinician of the case is disabled for this offering.",
                    wish -> wish.isHeldBy(wish.reserved().disabled()::contains)),
            new Rule(
                    "This offering is for other clinicians than the one of the case.",
                    wish -> wish.isHeldBy(wish.reserved()::excludes)),
            new Rule("Another clinician alone prescribes this offering.", wish -> {
                UUID alone = wish.offering().product().terms().clinicianId();
                return alone != null && wish.isHeldBy(holder -> !holder.equals(alone));
            }));

    private LinePolicy() {}

    /** Why the case may not have it; empty when it may. */
    static List<String> refusals(Wish wish) {
        return RULES.stream()
                .filter(rule -> rule.refuses().test(wish))
                .map(Rule::reason)
                .toList();
    }
}
