package io.careloom.prescribing;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.PartnerFacing;
import io.careloom.prescribing.Prescription.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PrescribingEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");
    private static final UUID TENANT = UUID.fromString("b4d17dab-11c0-474f-a3dd-f7b612542ca5");
    private static final UUID CASE = UUID.fromString("26f3d453-09ff-41cb-9fc6-724d1b77277c");
    private static final ProductTerms TERMS = ProductTerms.NONE
            .with(Map.of("name", "Name", "strength", "6 mg", "ndc", "00527241532", "dosespot_rxcui", 1653438))
            .with(Map.of("refills", 1, "quantity", "2", "days_supply", 7, "directions", "One per day."))
            .with(Map.of(
                    "dispense_unit_id",
                    26,
                    "pharmacy_id",
                    14,
                    "pharmacy_notes",
                    "Keep cool.",
                    "allow_substitutions",
                    true));

    @Test
    void clientsOfOldGetThePrescriptionsOfTheCase() throws IOException {
        Prescription sent = new Prescription(
                UUID.fromString("796fef8b-a4d5-4e19-8a58-852adfbe8709"),
                TENANT,
                CASE,
                UUID.fromString("da78172e-e253-4458-8bc2-6acbd34f28a6"),
                UUID.fromString("4c37c0d4-9028-4559-a944-890c8f0dcb34"),
                ProductType.DOSESPOT_MEDICATION,
                TERMS,
                Status.SENT,
                null,
                4711,
                NOW,
                NOW,
                NOW);
        PrescriptionSubmitted event = new PrescriptionSubmitted(TENANT, CASE, 9, "test", List.of(sent.shown()));

        assertThat(event.eventType()).isEqualTo("prescription_submitted");
        assertGolden(event);
    }

    @Test
    void partnersHearThatTheInsuranceOfAPatientWasAsked() throws IOException {
        UUID patient = UUID.fromString("796fef8b-a4d5-4e19-8a58-852adfbe8709");

        assertGolden(PatientInsuranceUpdated.of(patient).of(TENANT, 3, "This is an example of metadata field."));
    }

    @Test
    void partnersHearOfTheCoverageOfAPrescriptionInBothSpellings() throws IOException {
        UUID prescription = UUID.fromString("796fef8b-a4d5-4e19-8a58-852adfbe8709");

        assertGolden(new CoverageUpdated(TENANT, CASE, 4, prescription, "This is an example of metadata field."));
    }

    private static void assertGolden(DomainEvent told) throws IOException {
        PartnerFacing event = (PartnerFacing) told;
        String golden = Files.readString(Path.of("..", "spec", "webhooks", event.eventType() + ".json"));
        String fields = new JsonMapper().writeValueAsString(event.fields());
        String head = golden.substring(0, golden.indexOf(',') + 1);
        assertThat(head + "\"event_type\":\"" + event.eventType() + "\"," + fields.substring(1))
                .isEqualTo(golden);
    }
}
