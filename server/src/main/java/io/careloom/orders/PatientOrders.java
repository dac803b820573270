package io.careloom.orders;

import io.careloom.cases.charts.CaseLine;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.patients.Patient;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What patients bought in their partner's shop. Fact, audit row and event commit with the transaction handed in. */
public final class PatientOrders {
    private final PatientOrderStore store = new PatientOrderStore();
    private final Orders.Neighbours rooms;
    private final Orders.Ground ground;

    PatientOrders(Orders.Neighbours rooms, Orders.Ground ground) {
        this.rooms = rooms;
        this.ground = ground;
    }

    /**
     * Keeps what a patient bought; a patient out of reach is 404.
     *
     * @param caseId what it belongs to, a case of the patient; null for none
     * @throws Problem INVALID for a case of somebody else
     */
    public PatientOrder place(Tx tx, Caller caller, UUID patientId, @Nullable UUID caseId, PatientOrder.Terms terms) {
        caller.require(Permission.ORDER_MANAGE);
        Patient patient = rooms.patients().hold(tx, caller.scope(), patientId);
        if (caseId != null && !isOf(tx, caller, patientId, caseId)) {
            throw Problem.invalid("case_id", "This is no case of the patient.");
        }
        UUID tenantId = rooms.patients().tenantOf(tx, patient);
        PatientOrder order = new PatientOrder(
                Ids.random(),
                tenantId,
                patient.partnerId(),
                patientId,
                caseId,
                terms,
                ground.clocks().now(tenantId));
        store.insert(tx, order);
        ground.audit()
                .changed(
                        tx,
                        caller,
                        new AuditedChange(
                                "patient_order.placed", tenantId, "patient_order", order.id(), Map.of(), told(order)));
        ground.events().append(tx, new PatientOrderPlaced(tenantId, order.id()));
        return order;
    }

    /** Everything a patient bought, for its archive. */
    public List<PatientOrder> allOf(Tx tx, UUID tenantId, UUID patientId) {
        return store.ofPatient(tx, Scope.tenant(tenantId), patientId);
    }

    private boolean isOf(Tx tx, Caller caller, UUID patientId, UUID caseId) {
        CaseLine found =
                rooms.cases().lists().byIds(tx, caller, List.of(caseId)).get(caseId);
        return found != null
                && found.patient() != null
                && found.patient().patientId().equals(patientId);
    }

    private static Map<String, @Nullable Object> told(PatientOrder order) {
        PatientOrder.Terms terms = order.terms();
        Map<String, @Nullable Object> told = Fields.of(terms);
        told.put("products", terms.products().stream().map(Fields::of).toList());
        told.put("billing", terms.billing() == null ? null : Fields.of(terms.billing()));
        told.put("patient_id", order.patientId());
        told.put("case_id", order.caseId());
        return told;
    }
}
