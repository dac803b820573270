package io.careloom.orders.boothwyn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.orders.FulfilmentGateway.Refused;
import io.careloom.orders.FulfilmentGateway.Unreachable;
import io.careloom.orders.OrderReport;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.Shipment;
import io.careloom.platform.outbound.AddressGuard;
import io.careloom.platform.outbound.GuardedClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The adapter against a pharmacy of its own. */
class BoothwynGatewayTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

    private BoothwynStub pharmacy;
    private GuardedClient http;
    private BoothwynGateway gateway;

    @BeforeEach
    void open() throws IOException {
        pharmacy = new BoothwynStub();
        http = new GuardedClient(new AddressGuard(true));
        gateway = gateway(BoothwynStub.KEY);
    }

    @AfterEach
    void close() {
        http.close();
        pharmacy.close();
    }

    private BoothwynGateway gateway(String key) {
        return new BoothwynGateway(http, new BoothwynAccount(pharmacy.url(), key, Duration.ofSeconds(20)));
    }

    private static Shipment shipment(String pharmacyOrderId) {
        return new Shipment(
                "made-up-key-1",
                new UUID(7, 7),
                "01KGHYZF9NJ243KMP5R870NPS5",
                LocalDate.of(2026, 11, 28),
                true,
                "31",
                pharmacyOrderId,
                null,
                new Shipment.Recipient(
                        new UUID(8, 8),
                        "Tamsin",
                        "Oakes",
                        LocalDate.of(1985, 5, 6),
                        "(213) 555-0175",
                        "tamsin@mail.example",
                        "9 Linden Row",
                        null,
                        "Los Angeles",
                        "CA",
                        "90012"),
                List.of(new Shipment.Item(
                        new UUID(9, 9), "BW-77", null, "Minoxidil foam", "30", 90, "Twice a day.", null)));
    }

    @Test
    void anOrderIsSentWithAllThatIsNeededToShipIt() throws Refused, Unreachable {
        OrderReport taken = gateway.create(shipment(null));

        assertThat(taken.stage()).isEqualTo(Stage.CREATED);
        assertThat(taken.pharmacyOrderId()).isEqualTo("BW1");
        JsonNode sent = pharmacy.bodies.getFirst();
        assertThat(sent.path("reference").asString("")).isEqualTo(new UUID(7, 7).toString());
        assertThat(sent.path("fill_date").asString("")).isEqualTo("2026-11-28");
        assertThat(sent.path("priority").asBoolean()).isTrue();
        assertThat(sent.at("/ship_to/zip").asString("")).isEqualTo("90012");
        assertThat(sent.at("/items/0/sku").asString("")).isEqualTo("BW-77");
    }

    @Test
    void aRepetitionIsTheSameOrder() throws Refused, Unreachable {
        String first = gateway.create(shipment(null)).pharmacyOrderId();

        assertThat(gateway.create(shipment(null)).pharmacyOrderId()).isEqualTo(first);
        assertThat(pharmacy.orders()).isEqualTo(1);
    }

    @Test
    void aRefusalSaysWhyInThePharmacysWords() {
        String body = "{\"message\":\"Invalid Address Zip\",\"code\":42227}";
        pharmacy.answers(422, body);

        Refused refused = catchThrowableOfType(Refused.class, () -> gateway.create(shipment(null)));

        assertThat(refused.details()).isEqualTo("Invalid Address Zip");
        assertThat(refused.metadata()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void aPharmacyThatIsNotWellIsAskedAgainLater(int status) {
        pharmacy.answers(status, "{}");

        assertThat(catchThrowableOfType(Unreachable.class, () -> gateway.create(shipment(null)))
                        .reason())
                .isEqualTo("status_" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"id\":\"BW1\",\"status\":\"lost\"}"})
    void anAnswerThatCannotBeReadIsNoAnswer(String answer) {
        pharmacy.answers(200, answer);

        assertThat(catchThrowableOfType(Unreachable.class, () -> gateway.create(shipment(null))))
                .isNotNull();
    }

    @Test
    void aWrongKeyIsNoRefusalOfTheOrder() {
        assertThat(catchThrowableOfType(
                                Unreachable.class, () -> gateway("another").create(shipment(null)))
                        .reason())
                .isEqualTo("not_let_in");
    }

    @Test
    void aPharmacyThatIsGoneIsLeftAloneAfterAWhile() {
        pharmacy.close();

        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowableOfType(Unreachable.class, () -> gateway.create(shipment(null)))
                            .reason())
                    .isNotEqualTo("left_alone");
        }
        assertThat(catchThrowableOfType(Unreachable.class, () -> gateway.create(shipment(null)))
                        .reason())
                .isEqualTo("left_alone");
    }

    @Test
    void aLookTellsTheTrackingNumber() throws Refused, Unreachable {
        gateway.create(shipment(null));
        pharmacy.becomes(
                "shipped",
                "{\"number\":\"101010\",\"url\":\"https://parcels.example/101010\",\"carrier\":\"Parcels\","
                        + "\"shipped_at\":\"2026-11-28T08:00:00Z\"}");

        OrderReport shipped = gateway.look(shipment("BW1"), NOW);

        assertThat(shipped.stage()).isEqualTo(Stage.FULFILLED);
        assertThat(shipped.tracking())
                .isEqualTo(new OrderReport.Tracking(
                        "101010", "https://parcels.example/101010", "Parcels", Instant.parse("2026-11-28T08:00:00Z")));
    }

    @Test
    void anOrderWhoseNameIsUnknownIsAskedForItsNameAndCalledOff() throws Unreachable {
        OrderReport stands = gateway.cancel(shipment(null), NOW);

        assertThat(stands.stage()).isEqualTo(Stage.CANCELLED);
        assertThat(pharmacy.lines).containsExactly("POST /orders", "POST /orders/BW1/cancel");
    }
}
