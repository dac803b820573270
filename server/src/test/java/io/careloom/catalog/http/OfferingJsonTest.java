package io.careloom.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.platform.http.Json;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OfferingJsonTest {
    private static final Instant MADE = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void bothShapesSayTheDaysUntilItMayBeFilledAsANumber() {
        ProductTerms terms = ProductTerms.NONE.with(Map.of("name", "Cream", "effective_date", "7"));
        Offering offering = new Offering(
                UUID.randomUUID(),
                Offering.Owner.partner(UUID.randomUUID()),
                new Offering.Terms(true, null, false, null, null, null, null, null, null, false, null, null, null),
                new Product(UUID.randomUUID(), ProductType.DOSESPOT_COMPOUND, terms, MADE, MADE, null),
                MADE,
                MADE,
                null);

        JsonNode shown = new JsonMapper().readTree(new Json().text(OfferingJson.of(offering)));

        assertThat(shown.at("/effective_date").isInt()).isTrue();
        assertThat(shown.at("/effective_date").intValue()).isEqualTo(7);
        assertThat(shown.at("/product/effective_date").intValue()).isEqualTo(7);
    }
}
