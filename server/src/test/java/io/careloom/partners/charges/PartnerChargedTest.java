package io.careloom.partners.charges;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PartnerChargedTest {
    private static final UUID TENANT = UUID.fromString("b4d17dab-11c0-474f-a3dd-f7b612542ca5");
    private static final UUID CASE = UUID.fromString("5124ae37-19db-464e-870d-49a9a33a5153");
    private static final UUID PATIENT = UUID.fromString("9cc18f70-f27a-43c5-9fe4-c9e8ecc24514");

    @ParameterizedTest
    @CsvSource({
        "CASE_CANCELLED,         2.10,   2.00",
        "CASE_COMPLETED,         2.10,   2.00",
        "CASE_CHARGEABLE_CHANGE, 0,      2.00",
        "ADDITIONAL_CHARGE,      749.00,"
    })
    void partnersGetTheBytesOfTheGoldenFile(ChargeType type, BigDecimal amount, @Nullable BigDecimal offerings)
            throws IOException {
        ChargedCase of =
                offerings == null ? null : new ChargedCase(TENANT, TENANT, CASE, PATIENT, true, false, offerings);
        PartnerCharged event = new PartnerCharged(TENANT, UUID.randomUUID(), type, amount, of);

        String golden = Files.readString(Path.of("..", "spec", "webhooks", "partner_charge", type.word() + ".json"));
        String head = golden.substring(0, golden.indexOf(',') + 1);
        String fields = new JsonMapper().writeValueAsString(event.fields());

        assertThat(head + "\"event_type\":\"" + event.eventType() + "\"," + fields.substring(1))
                .isEqualTo(golden);
    }
}
