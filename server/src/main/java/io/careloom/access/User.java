package io.careloom.access;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's account; the hash of the password stays in the store.
 *
 * @param partners of a panel user or a member of the support staff, the oldest bond first
 * @param clinicians the clinician this is, or those for whom a medical assistant works, the oldest bond first
 * @param online whether one of its sign-ins was used in the last five minutes and still lives
 */
public record User(
        UUID userId,
        Role role,
        String firstName,
        String lastName,
        String email,
        @Nullable String phoneNumber,
        @Nullable UUID timezoneId,
        @Nullable UUID photoId,
        Set<Environment> environments,
        List<UUID> partners,
        List<UUID> clinicians,
        boolean active,
        boolean online,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /** The first partner of a panel user, else null. */
    public @Nullable UUID partnerId() {
        return role == Role.PANEL_USER && !partners.isEmpty() ? partners.getFirst() : null;
    }

    /** The clinician this is, or the first for whom a medical assistant works, else null. */
    public @Nullable UUID clinicianId() {
        return clinicians.isEmpty() ? null : clinicians.getFirst();
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
