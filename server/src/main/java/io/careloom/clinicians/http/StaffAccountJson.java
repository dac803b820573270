package io.careloom.clinicians.http;

import io.careloom.access.User;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What everybody of the staff has on the wire. */
record StaffAccountJson(
        UUID id,
        String firstName,
        String lastName,
        String email,
        @Nullable UUID photoId,
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
                user.photoId(),
                user.active(),
                user.timezoneId(),
                user.createdAt(),
                user.updatedAt(),
                user.deletedAt(),
                user.named().name(),
                user.online());
    }
}
