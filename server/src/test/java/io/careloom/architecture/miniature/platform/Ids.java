package io.careloom.architecture.miniature.platform;

import java.util.UUID;

/** Makes ids; here chance is at home. */
public final class Ids {
    /** A random id. */
    public static UUID random() {
        return UUID.randomUUID();
    }
}
