package io.careloom.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The two worlds every partner takes part in; their ids are the same in every installation. */
public enum Environment {
    SANDBOX("5a1d0b0e-7c4f-4e0b-9f3c-3d2a6b1c8e01"),
    LIVE("c2f7e9d4-1b3a-4d68-8a5e-7f90b4d6a302");

    private final UUID id;

    Environment(String id) {
        this.id = UUID.fromString(id);
    }

    /** The fixed {@code environment_id} of the wire. */
    public UUID id() {
        return id;
    }

    /** The word of the wire: {@code sandbox} or {@code live}. */
    public String identifier() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment with this id, if it is one of the two. */
    public static Optional<Environment> of(UUID id) {
        for (Environment environment : values()) {
            if (environment.id.equals(id)) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }

    /** The environment called {@code sandbox} or {@code live}, in any case. */
    public static Optional<Environment> named(String identifier) {
        for (Environment environment : values()) {
            if (environment.identifier().equalsIgnoreCase(identifier)) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }
}
