package io.careloom.sandbox;

import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.prescribing.BenefitQuestion;
import io.careloom.prescribing.Eligibility;
import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.GatewayFailure.Kind;
import io.careloom.prescribing.MedicationFill;
import io.careloom.prescribing.NetworkPatient;
import io.careloom.prescribing.PharmacyGateway;
import io.careloom.prescribing.PrescriptionDraft;
import io.careloom.prescribing.PrescriptionGateway;
import io.careloom.prescribing.PriorAuthorizationStep;
import io.careloom.sandbox.SimulatedPrescriptionStore.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The e-prescribing network of the sandbox: takes, sends and verifies everything at once, but for what
 * {@link SimulatedOutcome} says of a pharmacy or product. It remembers over restarts, and its time is the tenant's.
 */
public final class SimulatedNetwork implements PrescriptionGateway {
    private static final Origin ORIGIN = Origin.worker("simulated-network");
    private static final Duration SLOW = Duration.ofSeconds(60);

    /** The made-up insurance of a patient has the patient's number and this. */
    private static final int INSURANCE = 900_000;

    private final Transactions transactions;
    private final Clocks clocks;
    private final PharmacyGateway pharmacies;
    private final SimulatedPrescriptionStore store = new SimulatedPrescriptionStore();

    /** A network of these pharmacies. */
    public SimulatedNetwork(Transactions transactions, Clocks clocks, PharmacyGateway pharmacies) {
        this.transactions = transactions;
        this.clocks = clocks;
        this.pharmacies = pharmacies;
    }

    @Override
    public int syncPatient(NetworkPatient patient) {
        return transactions.write(ORIGIN, tx -> store.patient(tx, patient.tenantId(), patient.patientId()));
    }

    @Override
    public int draft(PrescriptionDraft draft) {
        if (pharmacies.find(draft.pharmacyId()).isEmpty()) {
            throw refused("There is no pharmacy with this number.");
        }
        SimulatedOutcome outcome = SimulatedOutcome.of(draft);
        if (outcome == SimulatedOutcome.OBSOLETE) {
            throw refused("The product is obsolete.");
        }
        Instant now = clocks.now(draft.patient().tenantId());
        return transactions.write(ORIGIN, tx -> store.draft(tx, draft, outcome, now));
    }

    @Override
    public State send(Prescribed prescribed) {
        Kept kept = kept(prescribed);
        if (kept.sentAt() != null || kept.cancelledAt() != null) {
            return state(kept, now(prescribed));
        }
        if (kept.outcome() == SimulatedOutcome.REFUSED) {
            throw refused("The pharmacy takes no electronic prescriptions.");
        }
        UUID tenantId = prescribed.patient().tenantId();
        Instant now = now(prescribed);
        transactions.write(ORIGIN, tx -> store.send(tx, tenantId, prescribed.prescriptionId(), now));
        if (kept.outcome() == SimulatedOutcome.SILENT) {
            throw new GatewayFailure(Kind.UNKNOWN, "The network did not answer (timeout).");
        }
        return new State(Status.SENT, null);
    }

    @Override
    public State state(Prescribed prescribed) {
        return state(kept(prescribed), now(prescribed));
    }

    @Override
    public State cancel(Prescribed prescribed, @Nullable String reason) {
        Kept kept = kept(prescribed);
        Instant now = now(prescribed);
        if (kept.cancelledAt() == null) {
            UUID tenantId = prescribed.patient().tenantId();
            transactions.write(ORIGIN, tx -> store.cancel(tx, tenantId, prescribed.prescriptionId(), now));
            return new State(kept.sentAt() == null ? Status.DELETED : Status.CANCELLING, null);
        }
        return state(kept, now);
    }

    private static State state(Kept kept, Instant now) {
        Instant sentAt = kept.sentAt();
        if (kept.cancelledAt() != null) {
            return new State(sentAt == null ? Status.DELETED : Status.CANCELLED, null);
        }
        if (sentAt == null) {
            return new State(Status.DRAFT, null);
        }
        return switch (kept.outcome()) {
            case ERROR -> new State(Status.ERROR, "The pharmacy's system could not read the message.");
            case DELETED -> new State(Status.DELETED, null);
            case UNVERIFIED -> new State(Status.SENT, null);
            case SLOW -> new State(now.isBefore(sentAt.plus(SLOW)) ? Status.SENT : Status.VERIFIED, null);
            case VERIFIED, SILENT, REFUSED, OBSOLETE -> new State(Status.VERIFIED, null);
        };
    }

    @Override
    public List<Eligibility> eligibilities(Subject patient) {
        return List.of(new Eligibility(INSURANCE + patient.patientId(), "Sandbox Mutual", "Sandbox Choice", true));
    }

    @Override
    public Map<String, Object> coverage(Subject patient, int eligibilityId, String ndc) {
        return SimulatedBenefits.coverage(eligibilityId == INSURANCE + patient.patientId(), ndc);
    }

    @Override
    public Map<String, Object> benefits(Subject patient, BenefitQuestion question) {
        Integer eligibilityId = question.eligibilityId();
        return SimulatedBenefits.price(
                eligibilityId == null || eligibilityId == INSURANCE + patient.patientId(), question);
    }

    @Override
    public void consentToHistory(Subject patient) {
        // tells everything anyway
    }

    @Override
    public List<MedicationFill> medicationHistory(Subject patient, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate today = LocalDate.ofInstant(clocks.now(patient.tenantId()), ZoneOffset.UTC);
        return SimulatedBenefits.history(
                patient.patientId(),
                today,
                day -> (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to)));
    }

    @Override
    public Map<String, Object> priorAuthorization(Prescribed prescribed, PriorAuthorizationStep step) {
        kept(prescribed);
        return SimulatedBenefits.authorization(step);
    }

    @Override
    public boolean isReachable() {
        return true;
    }

    private Instant now(Prescribed prescribed) {
        return clocks.now(prescribed.patient().tenantId());
    }

    private Kept kept(Prescribed prescribed) {
        UUID tenantId = prescribed.patient().tenantId();
        return transactions
                .read(ORIGIN, tx -> store.find(tx, tenantId, prescribed.prescriptionId()))
                .filter(kept -> kept.patientNumber() == prescribed.patient().patientId())
                .orElseThrow(() -> refused("The patient has no such prescription."));
    }

    private static GatewayFailure refused(String reason) {
        return new GatewayFailure(Kind.REFUSED, reason);
    }
}
