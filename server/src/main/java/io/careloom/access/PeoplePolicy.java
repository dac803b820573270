package io.careloom.access;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * Who looks after whose account: makes it, changes name, e-mail and password, closes it. Whoever can set a password can
 * become that person, so nobody looks after somebody who reaches more.
 */
final class PeoplePolicy {
    private static final Set<Role> OF_PARTNERS = EnumSet.of(Role.PANEL_USER, Role.SUPPORT_STAFF);

    /** What a decision looks at. */
    record Account(Role role, Set<UUID> partners, Set<UUID> clinicians, Set<Environment> environments) {
        static Account of(User user) {
            return new Account(
                    user.role(), Set.copyOf(user.partners()), Set.copyOf(user.clinicians()), user.environments());
        }

        Account entering(Set<Environment> others) {
            return new Account(role, partners, clinicians, others);
        }

        static Account of(CreateUser person) {
            UUID clinicianId = person.clinicianId();
            return new Account(
                    person.role(),
                    person.partners(),
                    clinicianId == null ? Set.of() : Set.of(clinicianId),
                    person.environments());
        }
    }

    private record Rule(String reason, BiPredicate<Caller, Account> allows) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "Who manages clinicians looks after their accounts.",
                    (caller, one) ->
                            one.role() == Role.CLINICIAN && caller.permissions().contains(Permission.CLINICIAN_MANAGE)),
            new Rule(
                    "Who manages staff looks after everybody but clinicians.",
                    (caller, one) ->
                            one.role() != Role.CLINICIAN && caller.permissions().contains(Permission.STAFF_MANAGE)),
            new Rule(
                    "A partner looks after panel users and support staff who belong to nobody else and enter no more"
                            + " environments.",
                    (caller, one) -> OF_PARTNERS.contains(one.role())
                            && caller.permissions().contains(Permission.PARTNER_MANAGE)
                            && !one.partners().isEmpty()
                            && caller.scope().partners().containsAll(one.partners())
                            && caller.environments().containsAll(one.environments())),
            new Rule(
                    "A clinician looks after assistants who work for nobody else.",
                    (caller, one) -> one.role() == Role.MEDICAL_ASSISTANT
                            && caller.role() == Role.CLINICIAN
                            && !one.clinicians().isEmpty()
                            && caller.clinicians().containsAll(one.clinicians())));

    private PeoplePolicy() {}

    /** Refuses as forbidden who may not look after the account. */
    static void require(Caller caller, Account account) {
        if (RULES.stream().noneMatch(rule -> rule.allows().test(caller, account))) {
            throw Problem.forbidden();
        }
    }

    /** Refuses as forbidden who may not say for which clinician assistants work. */
    static void requireOffice(Caller caller, UUID clinicianId) {
        boolean own = caller.role() == Role.CLINICIAN && caller.clinicians().contains(clinicianId);
        if (!own && !caller.permissions().contains(Permission.STAFF_MANAGE)) {
            throw Problem.forbidden();
        }
    }
}
