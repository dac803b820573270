package io.careloom.orders.pharmacyapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.FulfilmentGateway.Refused;
import io.careloom.orders.FulfilmentGateway.Unreachable;
import io.careloom.orders.HttpFulfilmentKit;
import io.careloom.orders.OrderReport;
import io.careloom.orders.Shipment;
import io.careloom.platform.clock.Clocks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The adapter against a pharmacy that checks every signature. */
class PharmacyApiGatewayTest extends HttpFulfilmentKit<PharmacyApiStub> {
    private static final Clocks CLOCKS = new Clocks() {
        @Override
        public Instant now(UUID tenantId) {
            return NOW;
        }

        @Override
        public Instant now() {
            return NOW;
        }
    };

    @Override
    protected PharmacyApiStub stub() throws IOException {
        return new PharmacyApiStub();
    }

    @Override
    protected FulfilmentGateway adapter(boolean wellKnown) {
        String secret = wellKnown ? PharmacyApiStub.SECRET : "another secret that is long enough too";
        return new PharmacyApiGateway(
                http, new PharmacyApiAccount(pharmacy.url(), secret, Duration.ofSeconds(20)), CLOCKS);
    }

    @Test
    void anOrderIsSentWithAllThatIsNeededToFillIt() throws Refused, Unreachable {
        taken("made-up-key-1");

        JsonNode sent = pharmacy.bodies.getFirst();
        assertThat(sent.path("external_id").asString("")).isEqualTo(new UUID(7, 7).toString());
        assertThat(sent.path("pharmacy_id").asString("")).isEqualTo("31");
        assertThat(sent.path("date").asString("")).isEqualTo("2026-11-28");
        assertThat(sent.at("/patient/date_of_birth").asString("")).isEqualTo("1985-05-06");
        assertThat(sent.at("/patient/address/zip_code").asString("")).isEqualTo("90012");
        assertThat(sent.at("/prescriptions/0/ndc").asString("")).isEqualTo("00093-7214-98");
        assertThat(sent.at("/prescriptions/0/directions").asString("")).isEqualTo("Twice a day.");
    }

    @Test
    void eachRequestSaysWhenItWasSigned() throws Refused, Unreachable {
        Shipment taken = taken("made-up-key-1");
        gateway().look(taken, NOW);
        gateway().cancel(taken, NOW);

        assertThat(pharmacy.asked)
                .extracting(asked -> asked.headers().getFirst("Signature-Time"))
                .hasSize(3)
                .containsOnly("1795856400");
        assertThat(pharmacy.asked)
                .extracting(asked -> asked.headers().getFirst("Signature"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLookTellsTheTrackingNumber() throws Refused, Unreachable {
        Shipment taken = taken("made-up-key-1");
        ships();

        assertThat(gateway().look(taken, LATER).tracking())
                .isEqualTo(new OrderReport.Tracking("101010", "https://parcels.example/101010", "Parcels", LATER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../patients", "P1/cancel", "P 1", "P1?x"})
    void aNameThatWouldLeadElsewhereIsNoName(String name) {
        pharmacy.answers(200, "{\"id\":\"" + name + "\",\"status\":\"created\"}");

        assertThat(catchThrowableOfType(Unreachable.class, () -> gateway().create(shipment("made-up-key-1", null)))
                        .reason())
                .isEqualTo("unknown_answer");
    }
}
