package io.careloom.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.platform.http.Route;
import io.careloom.testing.Client;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls every operation with every role: 403 exactly where the matrix below says no (answers.md B1, written out again). */
class PermissionTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final Examples EXAMPLES = new Examples(SERVER);

    private static final Map<Role, Set<Permission>> MATRIX = Map.of(
            Role.PARTNER_CREDENTIAL,
            EnumSet.of(
                    Permission.OFFERING_READ,
                    Permission.OFFERING_MANAGE,
                    Permission.PHARMACY_MANAGE,
                    Permission.ORDER_READ,
                    Permission.SUBSCRIPTION_READ,
                    Permission.ORDER_MANAGE,
                    Permission.SUBSCRIPTION_MANAGE,
                    Permission.TAG_MANAGE,
                    Permission.TAG_ATTACH,
                    Permission.PARTNER_READ,
                    Permission.PATIENT_READ,
                    Permission.PATIENT_UNSUBSCRIBE,
                    Permission.PATIENT_WRITE,
                    Permission.CASE_READ,
                    Permission.CASE_SUBMIT,
                    Permission.CASE_MOVE_PARTNER,
                    Permission.NOTE_READ,
                    Permission.NOTE_WRITE,
                    Permission.CLINICIAN_READ,
                    Permission.SIMULATE,
                    Permission.STAFF_READ,
                    Permission.PHARMACY_READ,
                    Permission.FILE_READ,
                    Permission.FILE_WRITE,
                    Permission.REFERENCE_READ),
            Role.PANEL_USER,
            EnumSet.of(
                    Permission.OFFERING_READ,
                    Permission.OFFERING_MANAGE,
                    Permission.PHARMACY_MANAGE,
                    Permission.ORDER_READ,
                    Permission.SUBSCRIPTION_READ,
                    Permission.ORDER_MANAGE,
                    Permission.SUBSCRIPTION_MANAGE,
                    Permission.TAG_MANAGE,
                    Permission.TAG_ATTACH,
                    Permission.PARTNER_READ,
                    Permission.PARTNER_MANAGE,
                    Permission.CREDENTIAL_MANAGE,
                    Permission.ENVIRONMENT_MANAGE,
                    Permission.WEBHOOK_READ,
                    Permission.WEBHOOK_RESEND,
                    Permission.PATIENT_READ,
                    Permission.PATIENT_UNSUBSCRIBE,
                    Permission.CASE_READ,
                    Permission.CASE_MOVE_PARTNER,
                    Permission.AUDIT_READ,
                    Permission.DOCUMENT_READ,
                    Permission.CHARGE_READ,
                    Permission.SIMULATE,
                    Permission.STAFF_READ,
                    Permission.PHARMACY_READ,
                    Permission.FILE_READ,
                    Permission.FILE_WRITE,
                    Permission.REFERENCE_READ,
                    Permission.SELF),
            Role.SUPPORT_STAFF,
            EnumSet.of(
                    Permission.OFFERING_READ,
                    Permission.ORDER_READ,
                    Permission.SUBSCRIPTION_READ,
                    Permission.TAG_ATTACH,
                    Permission.PARTNER_READ,
                    Permission.WEBHOOK_READ,
                    Permission.PATIENT_READ,
                    Permission.PATIENT_UNSUBSCRIBE,
                    Permission.CASE_READ,
                    Permission.CASE_MOVE_PARTNER,
                    Permission.STAFF_READ,
                    Permission.PHARMACY_READ,
                    Permission.FILE_READ,
                    Permission.FILE_WRITE,
                    Permission.REFERENCE_READ,
                    Permission.SELF),
            Role.MEDICAL_ASSISTANT,
            EnumSet.of(
                    Permission.OFFERING_READ,
                    Permission.ORDER_READ,
                    Permission.SUBSCRIPTION_READ,
                    Permission.TAG_ATTACH,
                    Permission.PATIENT_READ,
                    Permission.CASE_READ,
                    Permission.CASE_MOVE_CLINICAL,
                    Permission.NOTE_READ,
                    Permission.CLINICIAN_READ,
                    Permission.STAFF_READ,
                    Permission.PHARMACY_READ,
                    Permission.FILE_READ,
                    Permission.FILE_WRITE,
                    Permission.REFERENCE_READ,
                    Permission.SELF),
            Role.CLINICIAN,
            EnumSet.of(
                    Permission.OFFERING_READ,
                    Permission.ORDER_READ,
                    Permission.SUBSCRIPTION_READ,
                    Permission.ORDER_MANAGE,
                    Permission.SUBSCRIPTION_MANAGE,
                    Permission.TAG_MANAGE,
                    Permission.TAG_ATTACH,
                    Permission.PARTNER_READ,
                    Permission.PATIENT_READ,
                    Permission.PATIENT_UNSUBSCRIBE,
                    Permission.PATIENT_WRITE,
                    Permission.CASE_READ,
                    Permission.CASE_SUBMIT,
                    Permission.PRESCRIBE,
                    Permission.CASE_MOVE_CLINICAL,
                    Permission.CASE_REASSIGN,
                    Permission.NOTE_READ,
                    Permission.NOTE_WRITE,
                    Permission.CLINICIAN_READ,
                    Permission.STAFF_READ,
                    Permission.PHARMACY_READ,
                    Permission.FILE_READ,
                    Permission.FILE_WRITE,
                    Permission.REFERENCE_READ,
                    Permission.SELF),
            Role.INTERNAL_SUPPORT_STAFF,
            EnumSet.of(
                    Permission.OFFERING_READ,
                    Permission.ORDER_READ,
                    Permission.SUBSCRIPTION_READ,
                    Permission.TAG_ATTACH,
                    Permission.PARTNER_READ,
                    Permission.WEBHOOK_READ,
                    Permission.WEBHOOK_RESEND,
                    Permission.PATIENT_READ,
                    Permission.PATIENT_UNSUBSCRIBE,
                    Permission.PATIENT_WRITE,
                    Permission.CASE_READ,
                    Permission.CASE_MOVE_PARTNER,
                    Permission.CASE_REASSIGN,
                    Permission.NOTE_READ,
                    Permission.CLINICIAN_READ,
                    Permission.AUDIT_READ,
                    Permission.DOCUMENT_READ,
                    Permission.CHARGE_READ,
                    Permission.SIMULATE,
                    Permission.STAFF_READ,
                    Permission.PHARMACY_READ,
                    Permission.FILE_READ,
                    Permission.FILE_WRITE,
                    Permission.REFERENCE_READ,
                    Permission.SELF),
            Role.ADMIN,
            EnumSet.of(
                    Permission.OFFERING_READ,
                    Permission.OFFERING_MANAGE,
                    Permission.PHARMACY_MANAGE,
                    Permission.ORDER_READ,
                    Permission.SUBSCRIPTION_READ,
                    Permission.ORDER_MANAGE,
                    Permission.SUBSCRIPTION_MANAGE,
                    Permission.TAG_MANAGE,
                    Permission.TAG_ATTACH,
                    Permission.PARTNER_READ,
                    Permission.PARTNER_MANAGE,
                    Permission.PARTNER_CREATE,
                    Permission.CREDENTIAL_MANAGE,
                    Permission.ENVIRONMENT_MANAGE,
                    Permission.WEBHOOK_READ,
                    Permission.WEBHOOK_RESEND,
                    Permission.PATIENT_READ,
                    Permission.PATIENT_UNSUBSCRIBE,
                    Permission.CASE_READ,
                    Permission.CASE_REASSIGN,
                    Permission.CLINICIAN_READ,
                    Permission.CLINICIAN_MANAGE,
                    Permission.CATALOG_MANAGE,
                    Permission.AUDIT_READ,
                    Permission.DOCUMENT_READ,
                    Permission.CHARGE_READ,
                    Permission.CHARGE_MANAGE,
                    Permission.STAFF_MANAGE,
                    Permission.SIMULATE,
                    Permission.STAFF_READ,
                    Permission.PHARMACY_READ,
                    Permission.FILE_READ,
                    Permission.FILE_WRITE,
                    Permission.REFERENCE_READ,
                    Permission.SELF));

    private static final String OWN_BOND = "/v1/clinician/partners/{partner_id}/offerings/{offering}/clinicians";

    /** Rules beyond the permission: who is refused by whom it is, although its role has the right. */
    private static final Map<String, Set<Role>> FURTHER_RULES = Map.ofEntries(
            // only who belongs to one partner has an own partner
            Map.entry(
                    "GET /v1/partner",
                    EnumSet.of(Role.SUPPORT_STAFF, Role.CLINICIAN, Role.INTERNAL_SUPPORT_STAFF, Role.ADMIN)),
            Map.entry("GET /v1/partner/linked-pharmacies", allBut(Role.PARTNER_CREDENTIAL, Role.PANEL_USER)),
            // only who belongs to one tenant can say whose the new patient is
            Map.entry("POST /v1/partner/patients", EnumSet.of(Role.CLINICIAN, Role.INTERNAL_SUPPORT_STAFF)),
            // only a partner's program lets patients in
            Map.entry("POST /v1/partner/patients/auth/2fa", allBut(Role.PARTNER_CREDENTIAL, Role.PARTNER_CREDENTIAL)),
            Map.entry(
                    "POST /v1/partner/patients/auth/2fa/validate",
                    allBut(Role.PARTNER_CREDENTIAL, Role.PARTNER_CREDENTIAL)),
            // only a clinician has a clinician's profile
            Map.entry("GET /v1/clinician", allBut(Role.CLINICIAN, Role.MEDICAL_ASSISTANT)),
            Map.entry("PATCH /v1/clinician", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("GET /v1/clinician/practice-areas", allBut(Role.CLINICIAN, Role.MEDICAL_ASSISTANT)),
            Map.entry("POST /v1/clinician/practice-areas", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("PATCH /v1/clinician/practice-areas/{state_id}", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("POST /v1/clinician/licenses", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("PATCH /v1/clinician/licenses/{license}", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            // a clinician has tags of its own, not of partners
            Map.entry("POST /web/partners/{partner}/tags", EnumSet.of(Role.CLINICIAN)),
            Map.entry("PATCH /web/partners/{partner}/tags/{tag}", EnumSet.of(Role.CLINICIAN)),
            // only a clinician keeps tags at hand, so does its assistant for it
            Map.entry("GET /v1/clinician/tags/favorite", allBut(Role.CLINICIAN, Role.MEDICAL_ASSISTANT)),
            Map.entry("POST /v1/clinician/tags/{tag_id}/favorite", allBut(Role.CLINICIAN, Role.MEDICAL_ASSISTANT)),
            // only a clinician has offerings for itself, and ties only itself
            Map.entry("GET /v1/clinician/offerings", allBut(Role.CLINICIAN, Role.MEDICAL_ASSISTANT)),
            Map.entry("GET /v1/clinician/offerings/{offering}", allBut(Role.CLINICIAN, Role.MEDICAL_ASSISTANT)),
            Map.entry("PUT /v1/clinician/offerings/{offering}", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("PATCH /v1/clinician/offerings/{offering}", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("GET " + OWN_BOND, allBut(Role.CLINICIAN, Role.MEDICAL_ASSISTANT)),
            Map.entry("PUT " + OWN_BOND, allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("PATCH " + OWN_BOND, allBut(Role.CLINICIAN, Role.CLINICIAN)),
            // who reads a clinician's trail must be able to read the clinician
            Map.entry("GET /web/clinicians/{clinician}/audits", EnumSet.of(Role.PANEL_USER)),
            // only a clinician takes assistants
            Map.entry("GET /v1/clinician/medical-assistants", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            Map.entry("POST /v1/clinician/medical-assistants", allBut(Role.CLINICIAN, Role.CLINICIAN)),
            // the table of permissions narrows these: support staff may send to support and back, assistants ask
            Map.entry("POST /v1/partner/cases/{case_id}/cancel", EnumSet.of(Role.SUPPORT_STAFF)),
            Map.entry("POST /v1/partner/cases/{case_id}/processing", EnumSet.of(Role.SUPPORT_STAFF)),
            Map.entry("PATCH /v1/partner/cases/{case_id}/status", EnumSet.of(Role.SUPPORT_STAFF)),
            Map.entry("POST /v1/clinician/cases/{case_id}/assigned", EnumSet.of(Role.MEDICAL_ASSISTANT)),
            Map.entry("POST /v1/clinician/cases/{case_id}/approved", EnumSet.of(Role.MEDICAL_ASSISTANT)),
            Map.entry("POST /v1/clinician/cases/{case_id}/processing", EnumSet.of(Role.MEDICAL_ASSISTANT)),
            Map.entry("POST /v1/clinician/cases/{case_id}/completed", EnumSet.of(Role.MEDICAL_ASSISTANT)),
            Map.entry("POST /v1/clinician/cases/{case_id}/cancelled", EnumSet.of(Role.MEDICAL_ASSISTANT)),
            Map.entry(
                    "PATCH /v1/clinician/cases/{case_id}/questions/{case_question_id}",
                    EnumSet.of(Role.MEDICAL_ASSISTANT)));

    private static Set<Role> allBut(Role one, Role other) {
        Set<Role> others = EnumSet.copyOf(MATRIX.keySet());
        others.remove(one);
        others.remove(other);
        return others;
    }

    static Stream<Arguments> everyRoleOnEveryRow() {
        return SERVER.table().rows().stream()
                .filter(row -> row.permission() != null)
                .filter(row -> !row.path().contains("logout") && !row.method().equals("DELETE"))
                .flatMap(row -> MATRIX.keySet().stream().map(role -> Arguments.of(role, row)));
    }

    @ParameterizedTest
    @MethodSource("everyRoleOnEveryRow")
    void roleMayCallExactlyWhatTheMatrixSays(Role role, Route row) throws InterruptedException {
        if (!row.method().equals("GET")) {
            // a move of the last role must not decide about this one
            EXAMPLES.forgetTheCase();
        }
        Client.Reply reply = SERVER.as(role)
                .send(
                        row.method(),
                        EXAMPLES.fill(row.path()),
                        row.method().equals("GET") ? null : EXAMPLES.body(row.id()));

        boolean allowed = MATRIX.get(role).contains(row.permission())
                && !FURTHER_RULES.getOrDefault(row.id(), Set.of()).contains(role);
        boolean refused = reply.status() == 403 && reply.text("/code").equals("forbidden");
        assertThat(refused)
                .as("%s by %s answered %s", row.id(), role, reply.body())
                .isEqualTo(!allowed);
        assertThat(reply.status())
                .as("%s by %s: %s", row.id(), role, reply.body())
                .isLessThan(500);
    }

    static Stream<Route> guardedRows() {
        return SERVER.table().rows().stream().filter(row -> row.permission() != null);
    }

    @ParameterizedTest
    @MethodSource("guardedRows")
    void nobodyCallsWithoutAToken(Route row) {
        String path = row.path().replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000");

        assertThat(SERVER.anybody().send(row.method(), path, null).status()).isEqualTo(401);
        assertThat(SERVER.anybody()
                        .token("made-up")
                        .send(row.method(), path, null)
                        .status())
                .isEqualTo(401);
    }
}
