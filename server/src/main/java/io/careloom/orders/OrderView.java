package io.careloom.orders;

import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.catalog.offerings.Offering;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order with what is shown beside it.
 *
 * @param lines those it fills
 */
public record OrderView(Order order, CaseLine of, List<Line> lines) {
    /**
     * A line of the case, with what the shop says of it today.
     *
     * @param offering what it was made from; null when it was written out, or the offering is gone
     * @param recommends whether other offerings go with it
     */
    public record Line(
            CaseOffering line,
            List<CaseDisease> diseases,
            @Nullable Offering offering,
            boolean recommends) {}

    /** Whose it is. */
    public UUID patientId() {
        return order.owner().patientId();
    }
}
