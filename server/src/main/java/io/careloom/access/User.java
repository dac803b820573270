package io.careloom.access;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's account; the hash of the password stays in the store. */
public record User(
        UUID userId,
        Role role,
        String firstName,
        String lastName,
        String email,
        @Nullable String phoneNumber,
        @Nullable UUID timezoneId,
        Set<Environment> environments,
        List<UUID> partners,
        @Nullable UUID clinicianId,
        boolean active,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /** The one partner of a panel user, else null. */
    public @Nullable UUID partnerId() {
        return role == Role.PANEL_USER && !partners.isEmpty() ? partners.getFirst() : null;
    }

    /** True when the person may sign in. */
    public boolean isWelcome() {
        return active && deletedAt == null;
    }

    /** How others see the person. */
    public UserName named() {
        return new UserName(userId, role, firstName, lastName, email);
    }

    @Override
    public String toString() {
        return "User[" + userId + "]";
    }
}
