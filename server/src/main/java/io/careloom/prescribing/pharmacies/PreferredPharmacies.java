package io.careloom.prescribing.pharmacies;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.patients.Patient;
import io.careloom.patients.Patients;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Steps;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.Pharmacy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where patients like to go. The first one chosen is the primary one until another is made that; when that leaves, the one
 * before it is again. */
public final class PreferredPharmacies {
    private final Patients patients;
    private final Pharmacies pharmacies;
    private final AuditTrail audit;
    private final Clocks clocks;
    private final PreferredPharmacyStore store = new PreferredPharmacyStore();

    /** The door. */
    public PreferredPharmacies(Patients patients, Pharmacies pharmacies, AuditTrail audit, Clocks clocks) {
        this.patients = patients;
        this.pharmacies = pharmacies;
        this.audit = audit;
        this.clocks = clocks;
    }

    /** A patient's pharmacies, the latest change first unless asked otherwise; sorts by {@code store_name}, {@code updated_at}. */
    public List<PreferredPharmacy> of(Tx tx, Caller caller, UUID patientId, PageQuery query) {
        caller.require(Permission.PATIENT_READ);
        Patient patient = patients.find(tx, caller.scope(), patientId);
        return store.of(tx, patients.tenantOf(tx, patient), patientId, query);
    }

    /** All that is held on a patient, for the archive. */
    public List<PreferredPharmacy> allOf(Tx tx, UUID tenantId, UUID patientId) {
        return store.of(tx, tenantId, patientId, PageQuery.FIRST);
    }

    /**
     * Adds a pharmacy of the patient's environment, or brings up to date what is known of it; asks the network in between.
     * 404 when patient or pharmacy is unknown.
     *
     * @param primary whether it becomes the first choice; else that stays as it is
     */
    public void add(Steps steps, Caller caller, UUID patientId, int pharmacyId, boolean primary) {
        caller.require(Permission.PATIENT_WRITE);
        Patient patient = steps.read(tx -> patients.find(tx, caller.scope(), patientId));
        Environment environment = patient.isLive() ? Environment.LIVE : Environment.SANDBOX;
        Pharmacy pharmacy = pharmacies.find(environment, pharmacyId).orElseThrow(Problem::notFound);
        steps.write(tx -> {
            put(tx, caller, patients.hold(tx, caller.scope(), patientId), pharmacy, primary);
            return patientId;
        });
    }

    /** Takes a pharmacy off; 404 when the patient has it not. */
    public void remove(Tx tx, Caller caller, UUID patientId, int pharmacyId) {
        caller.require(Permission.PATIENT_WRITE);
        Patient patient = patients.hold(tx, caller.scope(), patientId);
        UUID tenantId = patients.tenantOf(tx, patient);
        if (!store.remove(tx, tenantId, patientId, pharmacyId)) {
            throw Problem.notFound();
        }
        Map<String, Object> gone = Map.of("pharmacy_id", pharmacyId);
        audit.changed(
                tx,
                caller,
                new AuditedChange("patient.pharmacy_removed", tenantId, "patient", patientId, gone, Map.of()));
    }

    /** The pharmacy that a patient likes best; empty when it chose none. */
    public Optional<Pharmacy> primaryOf(Tx tx, UUID tenantId, UUID patientId) {
        return store.of(tx, tenantId, patientId, PageQuery.FIRST).stream()
                .filter(PreferredPharmacy::isPrimary)
                .map(PreferredPharmacy::pharmacy)
                .findFirst();
    }

    private void put(Tx tx, Caller caller, Patient patient, Pharmacy pharmacy, boolean primary) {
        UUID tenantId = patients.tenantOf(tx, patient);
        store.put(tx, tenantId, patient.patientId(), pharmacy, clocks.now(tenantId));
        if (primary) {
            store.prefer(tx, tenantId, patient.patientId(), pharmacy.id());
        }
        Map<String, Object> added = Map.of("pharmacy_id", pharmacy.id(), "set_as_primary", primary);
        audit.changed(
                tx,
                caller,
                new AuditedChange("patient.pharmacy_added", tenantId, "patient", patient.patientId(), Map.of(), added));
    }
}
