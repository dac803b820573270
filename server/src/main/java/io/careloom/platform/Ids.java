package io.careloom.platform;

import java.util.UUID;

/** Makes ids. */
public final class Ids {
    private Ids() {}

    /** A random (version 4) id, as clients of this API expect them. */
    public static UUID random() {
        return UUID.randomUUID();
    }
}
