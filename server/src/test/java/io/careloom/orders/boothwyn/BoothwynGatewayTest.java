package io.careloom.orders.boothwyn;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.FulfilmentGateway.Refused;
import io.careloom.orders.FulfilmentGateway.Unreachable;
import io.careloom.orders.HttpFulfilmentKit;
import io.careloom.orders.OrderReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The adapter against a pharmacy of its own. */
class BoothwynGatewayTest extends HttpFulfilmentKit<BoothwynStub> {
    @Override
    protected BoothwynStub stub() throws IOException {
        return new BoothwynStub();
    }

    @Override
    protected FulfilmentGateway adapter(boolean wellKnown) {
        String key = wellKnown ? BoothwynStub.KEY : "another";
        return new BoothwynGateway(http, new BoothwynAccount(pharmacy.url(), key, Duration.ofSeconds(20)));
    }

    @Test
    void anOrderIsSentWithAllThatIsNeededToShipIt() throws Refused, Unreachable {
        taken("made-up-key-1");

        JsonNode sent = pharmacy.bodies.getFirst();
        assertThat(sent.path("reference").asString("")).isEqualTo(new UUID(7, 7).toString());
        assertThat(sent.path("fill_date").asString("")).isEqualTo("2026-11-28");
        assertThat(sent.path("priority").asBoolean()).isTrue();
        assertThat(sent.at("/ship_to/zip").asString("")).isEqualTo("90012");
        assertThat(sent.at("/items/0/sku").asString("")).isEqualTo("BW-77");
    }

    @Test
    void aLookTellsTheTrackingNumber() throws Refused, Unreachable {
        var taken = taken("made-up-key-1");
        ships();

        assertThat(gateway().look(taken, LATER).tracking())
                .isEqualTo(new OrderReport.Tracking(
                        "101010", "https://parcels.example/101010", "Parcels", Instant.parse("2026-11-28T08:00:00Z")));
    }
}
