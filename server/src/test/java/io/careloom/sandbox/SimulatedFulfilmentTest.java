package io.careloom.sandbox;

import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.FulfilmentGatewayKit;
import java.time.Duration;

/** The sandbox's pharmacy does what real ones do. */
class SimulatedFulfilmentTest extends FulfilmentGatewayKit {
    private final SimulatedFulfilment pharmacy = new SimulatedFulfilment(Duration.ofSeconds(10));

    @Override
    protected FulfilmentGateway gateway() {
        return pharmacy;
    }

    @Override
    protected void ships() {
        // by itself, after its time
    }

    @Override
    protected void fallsSilent() {
        // the notes of the product say it
    }
}
