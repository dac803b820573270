package io.careloom.cases;

import io.careloom.clinicians.Clinicians;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.platform.database.Tx;
import java.util.Set;
import java.util.UUID;

/** Says which cases a caller can see and which it may work on. */
final class Reaches {
    private final Clinicians clinicians;
    private final CaseStore cases;

    Reaches(Clinicians clinicians, CaseStore cases) {
        this.clinicians = clinicians;
        this.cases = cases;
    }

    /** What the caller sees. */
    Reach of(Tx tx, Caller caller) {
        return switch (caller.role()) {
            case CLINICIAN ->
                new Reach(
                        caller.scope(), Set.of(caller.clinician()), clinicians.practiceStates(tx, caller.clinician()));
            // an assistant sees what the clinicians it works for have
            case MEDICAL_ASSISTANT -> new Reach(caller.scope(), caller.clinicians(), Set.of());
            case PARTNER_CREDENTIAL,
                    PANEL_USER,
                    SUPPORT_STAFF,
                    INTERNAL_SUPPORT_STAFF,
                    ADMIN,
                    SERVICE_ACCOUNT,
                    SYSTEM -> Reach.all(caller.scope());
        };
    }

    /** The case, if the caller sees it; else 404. */
    Case find(Tx tx, Caller caller, UUID caseId) {
        return cases.find(tx, of(tx, caller), caseId).orElseThrow(Problem::notFound);
    }

    /**
     * The case, locked, if the caller may work on it. A clinician works on what it holds: another clinician's case is
     * forbidden, also one that it could take but has not; an unassigned one outside its states is 404.
     */
    Case lock(Tx tx, Caller caller, UUID caseId) {
        if (caller.role() != Role.CLINICIAN) {
            return cases.lock(tx, of(tx, caller), caseId).orElseThrow(Problem::notFound);
        }
        Case found = cases.lock(tx, Reach.all(caller.scope()), caseId).orElseThrow(Problem::notFound);
        if (found.isHeldBy(caller.clinician())) {
            return found;
        }
        if (found.holder() == null) {
            requireState(tx, caller, found);
        }
        throw Problem.of(Problem.Kind.FORBIDDEN, "not_the_holder", "Access forbidden.");
    }

    /** The case, not locked, if this clinician may take it or has it; one of another clinician is a conflict. */
    Case forTaking(Tx tx, Caller caller, UUID caseId) {
        Case found = cases.find(tx, Reach.all(caller.scope()), caseId).orElseThrow(Problem::notFound);
        if (found.holder() != null && !found.isHeldBy(caller.clinician())) {
            throw CaseTrail.taken();
        }
        if (found.holder() == null) {
            requireState(tx, caller, found);
        }
        return found;
    }

    /** Refuses a clinician who would open a case of a patient in a state where it does not practise; it is 404. */
    void requirePatient(Tx tx, Caller caller, Case.Subject subject) {
        if (caller.role() == Role.CLINICIAN
                && !clinicians.practiceStates(tx, caller.clinician()).contains(subject.stateId())) {
            throw Problem.notFound();
        }
    }

    private void requireState(Tx tx, Caller caller, Case found) {
        if (!clinicians
                .practiceStates(tx, caller.clinician())
                .contains(found.subject().stateId())) {
            throw Problem.notFound();
        }
    }
}
