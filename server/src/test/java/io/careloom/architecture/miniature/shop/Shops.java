package io.careloom.architecture.miniature.shop;

import io.careloom.architecture.miniature.bread.http.BreadJson;
import io.careloom.kernel.Allowed;

/** Planted: jumps into the inside of another room; its clock is allowed. */
public final class Shops {
    /** Jumps. */
    public String sell(BreadJson json) {
        return json.name();
    }

    @Allowed(rule = "ChanceTest", because = "planted: an exception that is used")
    long now() {
        return System.nanoTime();
    }

    @Allowed(rule = "SqlAtHomeTest", because = "planted: an exception that excuses nothing")
    void idle() {}
}
