package io.careloom.platform;

import java.util.Optional;
import java.util.UUID;

/** Makes ids. */
public final class Ids {
    private Ids() {}

    /** A random (version 4) id, as clients of this API expect them. */
    public static UUID random() {
        return UUID.randomUUID();
    }

    /** The id a text spells; empty when it spells none. */
    public static Optional<UUID> read(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
