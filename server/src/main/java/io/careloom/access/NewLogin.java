package io.careloom.access;

import java.util.UUID;

/** A person's way in, made by an operator: shown once on the command line. */
public record NewLogin(UUID userId, String email, String password) {
    @Override
    public String toString() {
        return "NewLogin[" + userId + "]";
    }
}
