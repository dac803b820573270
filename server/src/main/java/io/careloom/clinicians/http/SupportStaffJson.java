package io.careloom.clinicians.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.access.People.Bond;
import io.careloom.clinicians.staff.StaffKind;
import io.careloom.clinicians.staff.StaffMember;
import io.careloom.files.StoredFile;
import io.careloom.kernel.Environment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Support staff and internal support staff on the wire (P-06); {@code permissions} and {@code pivot} stand in the back office
 * only. What {@code can_unlock_phi} opens stands in decisions/0011.
 */
record SupportStaffJson(
        @JsonUnwrapped StaffAccountJson account,
        @Nullable Boolean canUnlockPhi,
        @Nullable StoredFile photo,
        List<Role> roles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> permissions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pivot pivot) {

    /** A role and who has it; the two times are those of the sample. */
    record Role(UUID id, String name, Instant createdAt, Instant updatedAt, RolePivot pivot) {
        private static final Instant MADE = Instant.parse("2024-11-13T15:26:48Z");

        static List<Role> of(StaffKind kind, UUID staffId) {
            RolePivot pivot = new RolePivot(kind.roleId(), staffId, null, null, null);
            return List.of(new Role(kind.roleId(), kind.roleName(), MADE, MADE, pivot));
        }
    }

    /** That somebody has a role; three of its fields are null everywhere. */
    record RolePivot(
            UUID roleId,
            UUID modelId,
            @Nullable Void modelType,
            @Nullable Void createdAt,
            @Nullable Void updatedAt) {}

    /** That somebody belongs to a partner; the person's id is called {@code clinician_id} there. */
    record Pivot(
            UUID clinicianId,
            UUID partnerId,
            @Nullable Boolean canUnlockPhi,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Void deletedAt) {
        static Pivot of(Bond bond) {
            return new Pivot(
                    bond.userId(), bond.withId(), bond.canUnlockPhi(), bond.createdAt(), bond.updatedAt(), null);
        }
    }

    /** As partners' programs see it. */
    static SupportStaffJson forPartners(StaffMember member) {
        return of(member, null, null);
    }

    /** As the back office sees it; the pivot is there where a partner is named. */
    static SupportStaffJson forWeb(StaffMember member) {
        Bond bond = member.bond();
        List<String> permissions = member.user().environments().stream()
                .map(Environment::identifier)
                .sorted()
                .toList();
        return of(member, permissions, bond == null ? null : Pivot.of(bond));
    }

    private static SupportStaffJson of(StaffMember member, @Nullable List<String> permissions, @Nullable Pivot pivot) {
        Bond bond = member.bond();
        return new SupportStaffJson(
                StaffAccountJson.of(member.user()),
                bond == null ? null : bond.canUnlockPhi(),
                member.photo(),
                Role.of(member.kind(), member.user().userId()),
                permissions,
                pivot);
    }
}
