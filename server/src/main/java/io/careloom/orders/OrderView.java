package io.careloom.orders;

import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.offerings.CaseOffering;
import java.util.List;
import java.util.UUID;

/**
 * An order with what is shown beside it.
 *
 * @param offerings the lines it fills
 * @param siblings all orders of the case
 */
public record OrderView(Order order, CaseLine of, List<CaseOffering> offerings, List<Order> siblings) {
    /** Whose it is. */
    public UUID patientId() {
        return order.owner().patientId();
    }
}
