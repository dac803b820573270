package io.careloom.cases.offerings;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.CaseOffering.Prescribed;
import io.careloom.cases.offerings.CaseOffering.Price;
import io.careloom.cases.offerings.CaseOffering.Standing;
import io.careloom.cases.offerings.CaseOffering.Terms;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OfferingSubmittedTest {
    private static final UUID TENANT = UUID.fromString("b4d17dab-11c0-474f-a3dd-f7b612542ca5");
    private static final UUID CASE = UUID.fromString("be2fc48f-df75-4cd7-a78a-89d51cc46e17");
    private static final ProductTerms SAID = ProductTerms.NONE.with(Map.of(
            "refills",
            1,
            "quantity",
            "2",
            "dispense_unit",
            "Packet",
            "dispense_unit_id",
            21,
            "force_pharmacy",
            false,
            "pharmacy_notes",
            "Notes for the parmacy."));

    @Test
    void partnersGetTheLinesOfTheSample() throws IOException {
        OfferingSubmitted event = new OfferingSubmitted(
                TENANT, CASE, 9, "test", List.of(supply().shown(), compound().shown()));

        String golden = Files.readString(Path.of("..", "spec", "webhooks", event.eventType() + ".json"));
        String fields = new JsonMapper().writeValueAsString(event.fields());
        String head = golden.substring(0, golden.indexOf(',') + 1);
        assertThat(head + "\"event_type\":\"offering_submitted\"," + fields.substring(1))
                .isEqualTo(golden);
        assertThat(event.subjectId()).isEqualTo(CASE);
        assertThat(event.modelType()).isEqualTo("App\\Models\\Encounter");
    }

    private static CaseOffering supply() {
        return line(
                "da78172e-e253-4458-8bc2-6acbd34f28a6",
                "19e21647-e5bf-4996-b9b4-154aab1963ad",
                new Product(
                        UUID.fromString("dfa4b67d-afe1-46b7-acfe-7c6c4d11abd8"),
                        ProductType.DOSESPOT_SUPPLY,
                        SAID.with(Map.of(
                                "name",
                                "supply example",
                                "title",
                                "supply example",
                                "directions",
                                "directions",
                                "dosespot_supply_id",
                                21)),
                        Instant.parse("2025-04-25T13:44:53Z"),
                        Instant.parse("2025-04-25T13:44:53Z"),
                        null),
                Instant.parse("2025-05-29T22:06:08Z"));
    }

    private static CaseOffering compound() {
        return line(
                "70dafa3e-63ab-4d7a-b7ec-bb9c005ff6e6",
                "5ff1eae1-1566-4dd5-ad1a-457b105d59ac",
                new Product(
                        UUID.fromString("227eeedb-3ad4-4b0a-adda-a09f4ba803c8"),
                        ProductType.DOSESPOT_COMPOUND,
                        SAID.with(Map.of(
                                "name",
                                "compound example",
                                "title",
                                "compound example",
                                "directions",
                                "abc",
                                "allow_substitutions",
                                true)),
                        Instant.parse("2025-04-25T13:12:48Z"),
                        Instant.parse("2025-04-25T13:12:48Z"),
                        null),
                Instant.parse("2025-05-29T22:06:32Z"));
    }

    private static CaseOffering line(String id, String offeringId, Product product, Instant at) {
        return new CaseOffering(
                UUID.fromString(id),
                TENANT,
                CASE,
                UUID.fromString(offeringId),
                new Terms(null, false, "Thank you!", "Notes from the MD.", 1, false),
                product,
                Price.NONE,
                Standing.PENDING,
                Prescribed.NOT_YET,
                Ordered.NOT_YET,
                at,
                at,
                null);
    }
}
