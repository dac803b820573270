package io.careloom.clinicians.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.access.People.Bond;
import io.careloom.access.User;
import io.careloom.clinicians.staff.StaffMember;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A medical assistant on the wire: like support staff without {@code can_unlock_phi}; the pivot beside a clinician only. */
record AssistantJson(
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
        boolean isOnline,
        @Nullable Void photo,
        List<SupportStaffJson.Role> roles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pivot pivot) {

    /** That an assistant works for a clinician. */
    record Pivot(UUID clinicianId, UUID medicalAssistantId, String priority, Instant createdAt, Instant updatedAt) {}

    static AssistantJson of(StaffMember member) {
        User user = member.user();
        return new AssistantJson(
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
                false,
                null,
                SupportStaffJson.Role.of(member.kind(), user.userId()),
                pivot(member.bond()));
    }

    private static @Nullable Pivot pivot(@Nullable Bond bond) {
        return bond == null || bond.priority() == null
                ? null
                : new Pivot(bond.withId(), bond.userId(), bond.priority(), bond.createdAt(), bond.updatedAt());
    }
}
