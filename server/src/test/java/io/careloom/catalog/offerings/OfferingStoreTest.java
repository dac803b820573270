package io.careloom.catalog.offerings;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.catalog.CatalogGround;
import io.careloom.patients.PatientWorld;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OfferingStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final Origin ORIGIN = Origin.worker("test");
    private static final UUID PARTNER = UUID.fromString("0b9c3f0e-3f0e-4f6a-9f1e-52d1c3a0a001");
    private static final UUID ANOTHER = UUID.fromString("0b9c3f0e-3f0e-4f6a-9f1e-52d1c3a0a002");
    private static final ProductTerms TERMS = ProductTerms.NONE.with(
            Map.of("name", "Finasteride", "strength", "1 mg", "refills", 3, "quantity", "30", "force_pharmacy", false));

    @Test
    void whatIsStoredComesBackForItsPartnerOnly() {
        Offering made = new Offering(
                UUID.randomUUID(),
                Offering.Owner.partner(PARTNER),
                new Offering.Terms(
                        true,
                        "Hair",
                        false,
                        "note",
                        null,
                        null,
                        2,
                        new BigDecimal("1.01"),
                        null,
                        false,
                        null,
                        null,
                        null),
                new Product(UUID.randomUUID(), ProductType.DOSESPOT_MEDICATION, TERMS, NOW, NOW, null),
                NOW,
                NOW,
                null);
        try (TestDatabase database = TestDatabase.fresh()) {
            Transactions transactions = database.database().transactions();
            transactions.write(ORIGIN, tx -> {
                new OfferingStore(tx).insert(made);
                return null;
            });
            Offerings offerings = CatalogGround.of(new PatientWorld(database)).offerings();
            List<UUID> ids = List.of(made.id());

            assertThat(transactions.<Map<UUID, Offering>>read(ORIGIN, tx -> offerings.offered(tx, PARTNER, ids)))
                    .containsExactly(Map.entry(made.id(), made));
            assertThat(transactions.<Map<UUID, Offering>>read(ORIGIN, tx -> offerings.offered(tx, ANOTHER, ids)))
                    .isEmpty();
        }
    }

    @Test
    void termsThatAreSaidLieOverTheOthers() {
        ProductTerms line = ProductTerms.NONE.with(Map.of("quantity", "90", "directions", "One per day."));

        assertThat(line.over(TERMS).quantity()).isEqualTo("90");
        assertThat(line.over(TERMS).directions()).isEqualTo("One per day.");
        assertThat(line.over(TERMS).name()).isEqualTo("Finasteride");
    }
}
