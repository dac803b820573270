package io.careloom.prescribing;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.PrescriptionGateway.Authorization;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How insurances are asked to pay for prescriptions, as far as the network told or clinicians did it. */
public final class Authorizations {
    private final AuditTrail audit;

    Authorizations(AuditTrail audit) {
        this.audit = audit;
    }

    /** Takes under which number an insurance is asked to pay; a prescription that nobody knows is false. */
    public boolean hear(Tx tx, Scope scope, Authorization told) {
        PrescriptionStore store = new PrescriptionStore(tx);
        Optional<Prescription> known = store.numbered(scope, told.prescriptionId());
        known.filter(of -> store.keepAuthorization(of, told.authorizationId()))
                .ifPresent(of -> keep(tx, Caller.system(of.tenantId()), of, Map.of("number", told.authorizationId())));
        return known.isPresent();
    }

    /** Under which number the insurance is asked to pay for a prescription; null when it is not known. */
    @Nullable
    Integer number(Tx tx, Prescription of) {
        return new PrescriptionStore(tx).authorization(of).orElse(null);
    }

    /** Keeps that a clinician took this step. */
    void asked(Tx tx, Caller caller, Prescription of, PriorAuthorizationStep step) {
        keep(tx, caller, of, Map.of("step", step.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
    }

    private void keep(Tx tx, Caller caller, Prescription of, Map<String, Object> after) {
        UUID tenantId = of.tenantId();
        audit.changed(
                tx,
                caller,
                new AuditedChange(
                        "prescription.prior_authorization",
                        tenantId,
                        "prescription",
                        of.prescriptionId(),
                        Map.of(),
                        after));
    }
}
