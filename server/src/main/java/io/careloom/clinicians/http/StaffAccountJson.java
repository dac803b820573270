package io.careloom.clinicians.http;

import io.careloom.access.User;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What everybody of the staff has on the wire. The photo is null until there are photos of staff; {@code is_online} is
 * always false: no operation of the reference tells the server that somebody is there.
 */
record StaffAccountJson(
        UUID id,
        String firstName,
        String lastName,
        String email,
        @Nullable Void photoId,
        boolean active,
        @Nullable UUID timezoneId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        String fullName,
        boolean isOnline) {
    static StaffAccountJson of(User user) {
        return new StaffAccountJson(
                user.userId(),
                user.firstName(),
                user.lastName(),
                user.email(),
                null,
                user.active(),
                user.timezoneId(),
                user.createdAt(),
                user.updatedAt(),
                user.deletedAt(),
                user.named().name(),
                false);
    }
}
