package io.careloom.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.orders.FulfilmentGateway.Refused;
import io.careloom.orders.FulfilmentGateway.Unreachable;
import io.careloom.platform.outbound.AddressGuard;
import io.careloom.platform.outbound.GuardedClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter over HTTP does when the pharmacy is not well. */
public abstract class HttpFulfilmentKit<S extends PharmacyStub> extends FulfilmentGatewayKit {
    protected S pharmacy;
    protected GuardedClient http;
    private FulfilmentGateway gateway;

    protected abstract S stub() throws IOException;

    /** An adapter that knows the key or another one. */
    protected abstract FulfilmentGateway adapter(boolean wellKnown);

    @BeforeEach
    void open() throws IOException {
        pharmacy = stub();
        http = new GuardedClient(new AddressGuard(true));
        gateway = adapter(true);
    }

    @AfterEach
    void close() {
        http.close();
        pharmacy.close();
    }

    @Override
    protected FulfilmentGateway gateway() {
        return gateway;
    }

    @Override
    protected void ships() {
        pharmacy.ships();
    }

    @Override
    protected void fallsSilent() {
        pharmacy.close();
    }

    private static String whyNot(FulfilmentGateway asked) {
        return catchThrowableOfType(Unreachable.class, () -> asked.create(shipment("made-up-key", null)))
                .reason();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void aPharmacyThatIsNotWellIsAskedAgainLater(int status) {
        pharmacy.answers(status, "{}");

        assertThat(whyNot(gateway)).isEqualTo("status_" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "[]", "{\"id\":\"P1\",\"status\":\"lost\"}", "{\"status\":\"created\"}"})
    void anAnswerThatCannotBeReadIsNoAnswer(String answer) {
        pharmacy.answers(200, answer);

        assertThat(whyNot(gateway)).isIn("unreadable", "unknown_answer");
    }

    @Test
    void aWrongKeyIsNoRefusalOfTheOrder() {
        assertThat(whyNot(adapter(false))).isEqualTo("not_let_in");
        assertThat(pharmacy.orders()).isZero();
    }

    @Test
    void aPharmacyThatIsGoneIsLeftAloneAfterAWhile() {
        pharmacy.close();

        for (int i = 0; i < 5; i++) {
            assertThat(whyNot(gateway)).isNotEqualTo("left_alone");
        }
        assertThat(whyNot(gateway)).isEqualTo("left_alone");
    }

    @Test
    void refusalsOfOrdersAreNoReasonToLeaveThePharmacyAlone() throws Refused, Unreachable {
        for (int i = 0; i < 6; i++) {
            String key = "made-up-" + i;
            assertThat(catchThrowableOfType(Refused.class, () -> gateway.create(shipment(key, REFUSE))))
                    .isNotNull();
        }
        assertThat(gateway.create(shipment("made-up-key", null)).pharmacyOrderId())
                .isNotBlank();
    }

    @Test
    void anOrderWithoutAPharmacysNameCannotBeAskedFor() {
        Shipment unnamed = shipment("made-up-key", null);

        assertThat(catchThrowableOfType(Unreachable.class, () -> gateway.look(unnamed, NOW))
                        .reason())
                .isEqualTo("unnamed_order");
        assertThat(catchThrowableOfType(Unreachable.class, () -> gateway.cancel(unnamed, NOW))
                        .reason())
                .isEqualTo("unnamed_order");
    }
}
