package io.careloom.architecture.miniature.oven.rules;

import java.time.Instant;

/** Planted: a clock in an engine. */
final class Timer {
    Instant done() {
        return Instant.now();
    }
}
