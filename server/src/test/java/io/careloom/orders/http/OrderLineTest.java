package io.careloom.orders.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.CaseOffering.Price;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.orders.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What orders say of the money for a line. */
class OrderLineTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void aLineSaysWhatItCostsBesides() {
        OrderJson.Line line = line(new Price(new BigDecimal("12.50"), new BigDecimal("3.00"), false));

        assertThat(line.upcharged()).isEqualTo("12.50");
        assertThat(line.offeringCost()).isEqualTo("12.50");
        assertThat(line.clinicianExtraFee()).isEqualTo("3.00");
    }

    @Test
    void whatIsChargedSeparatelyIsNoPartOfTheCase() {
        OrderJson.Line line = line(new Price(new BigDecimal("12.50"), null, true));

        assertThat(line.upcharged()).isEqualTo("12.50");
        assertThat(line.offeringCost()).isEqualTo("0");
        assertThat(line.clinicianExtraFee()).isNull();
    }

    @Test
    void ofAnOfferingWithoutAPriceNothingIsSaid() {
        OrderJson.Line line = line(Price.NONE);

        assertThat(line.upcharged()).isNull();
        assertThat(line.offeringCost()).isNull();
    }

    private static OrderJson.Line line(Price price) {
        CaseOffering line = new CaseOffering(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                new CaseOffering.Terms(null, false, null, null, 1, false),
                new Product(UUID.randomUUID(), ProductType.BOOTHWYN_PRODUCT, ProductTerms.NONE, NOON, NOON, null),
                price,
                CaseOffering.Standing.PENDING,
                CaseOffering.Prescribed.NOT_YET,
                CaseOffering.Ordered.NOT_YET,
                NOON,
                NOON,
                null);
        return OrderJson.Line.of(new OrderView.Line(line, List.of(), null, false));
    }
}
