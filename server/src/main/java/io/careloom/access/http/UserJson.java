package io.careloom.access.http;

import io.careloom.access.User;
import io.careloom.kernel.Environment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's own account on the wire; {@code permissions} are the environments it may enter. */
record UserJson(
        UUID id,
        String role,
        String name,
        String firstName,
        String lastName,
        String email,
        @Nullable String phoneNumber,
        @Nullable UUID timezoneId,
        List<String> permissions,
        @Nullable UUID partnerId,
        @Nullable UUID clinicianId,
        boolean active,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    static UserJson of(User user) {
        return new UserJson(
                user.userId(),
                user.role().word(),
                user.named().name(),
                user.firstName(),
                user.lastName(),
                user.email(),
                user.phoneNumber(),
                user.timezoneId(),
                user.environments().stream()
                        .map(Environment::identifier)
                        .sorted()
                        .toList(),
                user.partnerId(),
                user.clinicianId(),
                user.active(),
                user.createdAt(),
                user.updatedAt(),
                user.deletedAt());
    }
}
