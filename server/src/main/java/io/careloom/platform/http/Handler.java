package io.careloom.platform.http;

import io.careloom.platform.database.Steps;
import io.careloom.platform.database.Tx;

/** Parses, calls the door, renders: three lines. The transaction is open; it commits after the answer is rendered. */
@FunctionalInterface
public interface Handler {
    /** Answers the call, or throws {@link io.careloom.kernel.Problem}. */
    Answer handle(Tx tx, Call call);

    /** The same for a row that asks somebody outside: no transaction is open, the door opens its own. */
    @FunctionalInterface
    interface InSteps {
        /** Answers the call, or throws {@link io.careloom.kernel.Problem}. */
        Answer handle(Steps steps, Call call);
    }
}
