package io.careloom.clinicians.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.access.People.Bond;
import io.careloom.clinicians.staff.StaffMember;
import io.careloom.files.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A medical assistant on the wire: like support staff without {@code can_unlock_phi}; the pivot beside a clinician only. */
record AssistantJson(
        @JsonUnwrapped StaffAccountJson account,
        @Nullable StoredFile photo,
        List<SupportStaffJson.Role> roles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pivot pivot) {

    /** That an assistant works for a clinician. */
    record Pivot(UUID clinicianId, UUID medicalAssistantId, String priority, Instant createdAt, Instant updatedAt) {}

    static AssistantJson of(StaffMember member) {
        return new AssistantJson(
                StaffAccountJson.of(member.user()),
                member.photo(),
                SupportStaffJson.Role.of(member.kind(), member.user().userId()),
                pivot(member.bond()));
    }

    private static @Nullable Pivot pivot(@Nullable Bond bond) {
        return bond == null || bond.priority() == null
                ? null
                : new Pivot(bond.withId(), bond.userId(), bond.priority(), bond.createdAt(), bond.updatedAt());
    }
}
