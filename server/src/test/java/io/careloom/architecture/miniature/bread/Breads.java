package io.careloom.architecture.miniature.bread;

import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Planted: a door that makes its own ids and luck. */
public final class Breads {
    /** In degrees Celsius. */
    public static final int DEGREES = 230;

    private final Supplier<UUID> ids = UUID::randomUUID;

    /** A name. */
    public String name() {
        return ids.get() + " " + new Random().nextInt();
    }
}
