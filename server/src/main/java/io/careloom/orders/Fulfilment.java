package io.careloom.orders;

import io.careloom.kernel.Environment;
import io.careloom.orders.Order.Gateway;
import java.util.Map;
import java.util.Optional;

/**
 * Which pharmacies are connected.
 *
 * @param sandbox stands in for every pharmacy
 * @param live by the way they are reached
 */
public record Fulfilment(FulfilmentGateway sandbox, Map<Gateway, FulfilmentGateway> live) {
    public Fulfilment {
        live = Map.copyOf(live);
    }

    /** Who takes such orders there; empty when nobody does. */
    Optional<FulfilmentGateway> of(Environment environment, Gateway gateway) {
        return environment == Environment.SANDBOX ? Optional.of(sandbox) : Optional.ofNullable(live.get(gateway));
    }

    /** Whether orders are made at all; by a prescription alone nothing is ordered outside the sandbox. */
    static boolean isOrdered(Environment environment, Gateway gateway) {
        return environment == Environment.SANDBOX || gateway != Gateway.DOSESPOT;
    }
}
