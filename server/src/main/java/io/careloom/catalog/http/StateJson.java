package io.careloom.catalog.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.geography.State;
import java.util.UUID;

/** A state in which something is offered. */
record StateJson(UUID id, @JsonUnwrapped State state) {
    static StateJson of(State state) {
        return new StateJson(state.stateId(), state);
    }
}
