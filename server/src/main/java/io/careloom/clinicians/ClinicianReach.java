package io.careloom.clinicians;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.platform.database.Tx;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which clinicians a caller reaches (answers.md B1): a clinician itself, an assistant those it works for, partners those
 * who have held one of their cases, the installation's staff everybody.
 */
final class ClinicianReach {
    private final ClinicianStore clinicians;

    ClinicianReach(ClinicianStore clinicians) {
        this.clinicians = clinicians;
    }

    /** The ids within reach; null for everybody. */
    @Nullable
    Set<UUID> of(Tx tx, Caller caller) {
        return switch (caller.role()) {
            case ADMIN, INTERNAL_SUPPORT_STAFF, SERVICE_ACCOUNT, SYSTEM -> null;
            case CLINICIAN, MEDICAL_ASSISTANT -> caller.clinicians();
            case PARTNER_CREDENTIAL, PANEL_USER, SUPPORT_STAFF -> clinicians.engagedBy(tx, caller.scope());
        };
    }

    /** The clinician, when the caller may see it and it exists; else 404. */
    Clinician require(Tx tx, Caller caller, UUID clinicianId) {
        caller.require(Permission.CLINICIAN_READ);
        Set<UUID> reach = of(tx, caller);
        if (reach != null && !reach.contains(clinicianId)) {
            throw Problem.notFound();
        }
        return clinicians.find(tx, clinicianId).orElseThrow(Problem::notFound);
    }

    /** The clinician, locked for a change by somebody who manages clinicians. */
    Clinician manage(Tx tx, Caller caller, UUID clinicianId) {
        caller.require(Permission.CLINICIAN_MANAGE);
        return clinicians.lock(tx, clinicianId).orElseThrow(Problem::notFound);
    }

    /** The clinician, locked for a change by itself or by somebody who manages clinicians. */
    Clinician manageOrSelf(Tx tx, Caller caller, UUID clinicianId) {
        boolean self = caller.role() == Role.CLINICIAN && clinicianId.equals(caller.clinicianId());
        caller.require(self ? Permission.SELF : Permission.CLINICIAN_MANAGE);
        return clinicians.lock(tx, clinicianId).orElseThrow(Problem::notFound);
    }
}
