package io.careloom.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final List<Role> ROLES = List.of(
            Role.PARTNER_CREDENTIAL,
            Role.PANEL_USER,
            Role.SUPPORT_STAFF,
            Role.MEDICAL_ASSISTANT,
            Role.CLINICIAN,
            Role.INTERNAL_SUPPORT_STAFF,
            Role.ADMIN);

    /** answers.md B1, written down by hand: credential, panel, support, assistant, clinician, internal, admin. */
    private static final String MATRIX = """
            PARTNER_READ        x x x - x x x
            PARTNER_MANAGE      - x - - - - x
            PARTNER_CREATE      - - - - - - x
            CREDENTIAL_MANAGE   - x - - - - x
            ENVIRONMENT_MANAGE  - x - - - - x
            WEBHOOK_READ        - x x - - x x
            WEBHOOK_RESEND      - x - - - x x
            PATIENT_READ        x x x x x x x
            PATIENT_WRITE       x - - - x x -
            PATIENT_UNSUBSCRIBE x x x - x x x
            CASE_READ           x x x x x x x
            CASE_SUBMIT         x - - - x - -
            CASE_MOVE_PARTNER   x x x - - x -
            CASE_MOVE_CLINICAL  - - - x x - -
            CASE_REASSIGN       - - - - x x x
            NOTE_READ           x - - x x x -
            NOTE_WRITE          x - - - x - -
            FILE_READ           x x x x x x x
            FILE_WRITE          x x x x x x x
            CLINICIAN_READ      x - - x x x x
            CLINICIAN_MANAGE    - - - - - - x
            TAG_MANAGE          x x - - x - x
            TAG_ATTACH          x x x x x x x
            CATALOG_MANAGE      - - - - - - x
            PRESCRIBE           - - - - x - -
            OFFERING_READ       x x x x x x x
            OFFERING_MANAGE     x x - - - - x
            PHARMACY_READ       x x x x x x x
            PHARMACY_MANAGE     x x - - - - x
            AUDIT_READ          - x - - - x x
            STAFF_READ          x x x x x x x
            STAFF_MANAGE        - - - - - - x
            DOCUMENT_READ       - x - - - x x
            CHARGE_READ         - x - - - x x
            CHARGE_MANAGE       - - - - - - x
            ORDER_READ          x x x x x x x
            ORDER_MANAGE        x x - - x - x
            SUBSCRIPTION_READ   x x x x x x x
            SUBSCRIPTION_MANAGE x x - - x - x
            SIMULATE            x x - - - x x
            REFERENCE_READ      x x x x x x x
            SELF                - x x x x x x
            """;

    @Test
    void everyRoleHasWhatItsColumnNamesAndNothingElse() {
        String actual = Arrays.stream(Permission.values())
                .map(permission -> "%-20s".formatted(permission.name())
                        + ROLES.stream()
                                .map(role -> Permissions.has(role, permission) ? "x" : "-")
                                .collect(Collectors.joining(" "))
                        + "\n")
                .collect(Collectors.joining());

        System.out.println(actual);
        assertThat(actual).isEqualTo(MATRIX);
    }

    @Test
    void nothingIsSimulatedOutsideTheSandbox() {
        assertThat(Permissions.of(Role.PARTNER_CREDENTIAL, Set.of(Environment.LIVE)))
                .doesNotContain(Permission.SIMULATE)
                .contains(Permission.CASE_SUBMIT);
        assertThat(Permissions.of(Role.ADMIN, EnumSet.allOf(Environment.class))).contains(Permission.SIMULATE);
    }

    @Test
    void theSystemHasNoRowOfItsOwn() {
        assertThat(Permissions.of(Role.SYSTEM, EnumSet.allOf(Environment.class)))
                .isEmpty();
    }
}
