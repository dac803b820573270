package io.careloom.access;

import static io.careloom.kernel.Permission.AUDIT_READ;
import static io.careloom.kernel.Permission.CASE_MOVE_CLINICAL;
import static io.careloom.kernel.Permission.CASE_MOVE_PARTNER;
import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.kernel.Permission.CASE_REASSIGN;
import static io.careloom.kernel.Permission.CASE_SUBMIT;
import static io.careloom.kernel.Permission.CATALOG_MANAGE;
import static io.careloom.kernel.Permission.CHARGE_MANAGE;
import static io.careloom.kernel.Permission.CHARGE_READ;
import static io.careloom.kernel.Permission.CLINICIAN_MANAGE;
import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.kernel.Permission.CREDENTIAL_MANAGE;
import static io.careloom.kernel.Permission.DOCUMENT_READ;
import static io.careloom.kernel.Permission.ENVIRONMENT_MANAGE;
import static io.careloom.kernel.Permission.FILE_READ;
import static io.careloom.kernel.Permission.FILE_WRITE;
import static io.careloom.kernel.Permission.NOTE_READ;
import static io.careloom.kernel.Permission.NOTE_WRITE;
import static io.careloom.kernel.Permission.OFFERING_MANAGE;
import static io.careloom.kernel.Permission.OFFERING_READ;
import static io.careloom.kernel.Permission.ORDER_MANAGE;
import static io.careloom.kernel.Permission.ORDER_READ;
import static io.careloom.kernel.Permission.PARTNER_CREATE;
import static io.careloom.kernel.Permission.PARTNER_MANAGE;
import static io.careloom.kernel.Permission.PARTNER_READ;
import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.kernel.Permission.PATIENT_UNSUBSCRIBE;
import static io.careloom.kernel.Permission.PATIENT_WRITE;
import static io.careloom.kernel.Permission.PHARMACY_MANAGE;
import static io.careloom.kernel.Permission.PHARMACY_READ;
import static io.careloom.kernel.Permission.PRESCRIBE;
import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.kernel.Permission.SELF;
import static io.careloom.kernel.Permission.SIMULATE;
import static io.careloom.kernel.Permission.STAFF_MANAGE;
import static io.careloom.kernel.Permission.STAFF_READ;
import static io.careloom.kernel.Permission.SUBSCRIPTION_MANAGE;
import static io.careloom.kernel.Permission.SUBSCRIPTION_READ;
import static io.careloom.kernel.Permission.TAG_ATTACH;
import static io.careloom.kernel.Permission.TAG_MANAGE;
import static io.careloom.kernel.Permission.WEBHOOK_READ;
import static io.careloom.kernel.Permission.WEBHOOK_RESEND;
import static io.careloom.kernel.Role.ADMIN;
import static io.careloom.kernel.Role.CLINICIAN;
import static io.careloom.kernel.Role.INTERNAL_SUPPORT_STAFF;
import static io.careloom.kernel.Role.MEDICAL_ASSISTANT;
import static io.careloom.kernel.Role.PANEL_USER;
import static io.careloom.kernel.Role.PARTNER_CREDENTIAL;
import static io.careloom.kernel.Role.SUPPORT_STAFF;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The permission matrix (answers.md B1): a role has what its column names and nothing else. A right says what may be done;
 * the caller's scope says to whose rows, and the doors narrow it further where a role reaches only its own.
 */
public final class Permissions {
    private static final Map<Permission, Set<Role>> MATRIX = new EnumMap<>(Permission.class);

    static {
        grant(PARTNER_READ, PARTNER_CREDENTIAL, PANEL_USER, SUPPORT_STAFF, CLINICIAN, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(PARTNER_MANAGE, PANEL_USER, ADMIN);
        grant(PARTNER_CREATE, ADMIN);
        grant(CREDENTIAL_MANAGE, PANEL_USER, ADMIN);
        grant(ENVIRONMENT_MANAGE, PANEL_USER, ADMIN);
        grant(WEBHOOK_READ, PANEL_USER, SUPPORT_STAFF, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(WEBHOOK_RESEND, PANEL_USER, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(
                PATIENT_READ,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                MEDICAL_ASSISTANT,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(PATIENT_WRITE, PARTNER_CREDENTIAL, CLINICIAN, INTERNAL_SUPPORT_STAFF);
        grant(
                PATIENT_UNSUBSCRIBE,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(
                CASE_READ,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                MEDICAL_ASSISTANT,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(CASE_SUBMIT, PARTNER_CREDENTIAL, CLINICIAN);
        grant(CASE_MOVE_PARTNER, PARTNER_CREDENTIAL, PANEL_USER, SUPPORT_STAFF, INTERNAL_SUPPORT_STAFF);
        grant(CASE_MOVE_CLINICAL, MEDICAL_ASSISTANT, CLINICIAN);
        grant(CASE_REASSIGN, CLINICIAN, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(NOTE_READ, PARTNER_CREDENTIAL, MEDICAL_ASSISTANT, CLINICIAN, INTERNAL_SUPPORT_STAFF);
        grant(NOTE_WRITE, PARTNER_CREDENTIAL, CLINICIAN);
        for (Permission ofFiles : Set.of(FILE_READ, FILE_WRITE)) {
            grant(
                    ofFiles,
                    PARTNER_CREDENTIAL,
                    PANEL_USER,
                    SUPPORT_STAFF,
                    MEDICAL_ASSISTANT,
                    CLINICIAN,
                    INTERNAL_SUPPORT_STAFF,
                    ADMIN);
        }
        grant(CLINICIAN_READ, PARTNER_CREDENTIAL, MEDICAL_ASSISTANT, CLINICIAN, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(CLINICIAN_MANAGE, ADMIN);
        grant(TAG_MANAGE, PARTNER_CREDENTIAL, PANEL_USER, CLINICIAN, ADMIN);
        grant(
                TAG_ATTACH,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                MEDICAL_ASSISTANT,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(
                STAFF_READ,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                MEDICAL_ASSISTANT,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(
                PHARMACY_READ,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                MEDICAL_ASSISTANT,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(PHARMACY_MANAGE, PARTNER_CREDENTIAL, PANEL_USER, ADMIN);
        grant(CATALOG_MANAGE, ADMIN);
        grant(
                OFFERING_READ,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                MEDICAL_ASSISTANT,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(PRESCRIBE, CLINICIAN);
        grant(OFFERING_MANAGE, PARTNER_CREDENTIAL, PANEL_USER, ADMIN);
        grant(DOCUMENT_READ, PANEL_USER, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(CHARGE_READ, PANEL_USER, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(CHARGE_MANAGE, ADMIN);
        grant(AUDIT_READ, PANEL_USER, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(STAFF_MANAGE, ADMIN);
        for (Permission ofDeliveries : Set.of(ORDER_READ, SUBSCRIPTION_READ)) {
            grant(
                    ofDeliveries,
                    PARTNER_CREDENTIAL,
                    PANEL_USER,
                    SUPPORT_STAFF,
                    MEDICAL_ASSISTANT,
                    CLINICIAN,
                    INTERNAL_SUPPORT_STAFF,
                    ADMIN);
        }
        grant(ORDER_MANAGE, PARTNER_CREDENTIAL, PANEL_USER, CLINICIAN, ADMIN);
        grant(SUBSCRIPTION_MANAGE, PARTNER_CREDENTIAL, PANEL_USER, CLINICIAN, ADMIN);
        // needs the sandbox environment besides, see of(Role, Set)
        grant(SIMULATE, PARTNER_CREDENTIAL, PANEL_USER, INTERNAL_SUPPORT_STAFF, ADMIN);
        grant(
                REFERENCE_READ,
                PARTNER_CREDENTIAL,
                PANEL_USER,
                SUPPORT_STAFF,
                MEDICAL_ASSISTANT,
                CLINICIAN,
                INTERNAL_SUPPORT_STAFF,
                ADMIN);
        grant(SELF, PANEL_USER, SUPPORT_STAFF, MEDICAL_ASSISTANT, CLINICIAN, INTERNAL_SUPPORT_STAFF, ADMIN);
    }

    private Permissions() {}

    private static void grant(Permission permission, Role first, Role... more) {
        MATRIX.put(permission, EnumSet.of(first, more));
    }

    /** True when the role has the right; nobody has a right that the matrix does not name. */
    public static boolean has(Role role, Permission permission) {
        return MATRIX.getOrDefault(permission, Set.of()).contains(role);
    }

    /** The rights of a caller with this role who may enter these environments: nothing is simulated outside the sandbox. */
    public static Set<Permission> of(Role role, Set<Environment> environments) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (has(role, permission) && (permission != SIMULATE || environments.contains(Environment.SANDBOX))) {
                permissions.add(permission);
            }
        }
        return Set.copyOf(permissions);
    }
}
