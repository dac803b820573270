package io.careloom.platform.http;

import io.careloom.platform.database.Steps;

/** As {@link Handler}, for a row that asks somebody outside: no transaction is open, the door opens its own. */
@FunctionalInterface
public interface SteppedHandler {
    /** Answers the call, or throws {@link io.careloom.kernel.Problem}. */
    Answer handle(Steps steps, Call call);
}
