package io.careloom.clinicians.staff;

import io.careloom.kernel.Role;
import java.util.UUID;

/** The kinds of people who work beside clinicians; the role is what the wire shows of it, with ids that are the same everywhere. */
public enum StaffKind {
    SUPPORT(Role.SUPPORT_STAFF, "support", "0b6f8a53-51c8-4f0c-9a47-6f1f4c0d2b8e"),
    INTERNAL_SUPPORT(Role.INTERNAL_SUPPORT_STAFF, "internal-support", "92f0d82a-22d3-4ea9-95c6-ec37b8d15a75"),
    PANEL_USER(Role.PANEL_USER, "panel-user", "c4f3d1f0-8c1d-4b5b-8b2e-6f0a4be9d7a1"),
    ASSISTANT(Role.MEDICAL_ASSISTANT, "assistant", "a73dbe99-7474-4a9a-ad03-ecc2a09fe2b9");

    private final Role role;
    private final String roleName;
    private final UUID roleId;

    StaffKind(Role role, String roleName, String roleId) {
        this.role = role;
        this.roleName = roleName;
        this.roleId = UUID.fromString(roleId);
    }

    Role role() {
        return role;
    }

    /** The word of the wire, such as {@code internal-support}. */
    public String roleName() {
        return roleName;
    }

    /** The id the wire gives the role. */
    public UUID roleId() {
        return roleId;
    }
}
