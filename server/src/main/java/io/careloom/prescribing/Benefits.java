package io.careloom.prescribing;

import io.careloom.cases.Cases.Shown;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.patients.Patient;
import io.careloom.patients.PatientHistory;
import io.careloom.patients.Patients;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Steps;
import io.careloom.platform.database.Tx;
import io.careloom.platform.json.StoredJson;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import io.careloom.prescribing.KeptAnswers.Kept;
import io.careloom.prescribing.KeptAnswers.Whose;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PrescriptionGateway.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a network knows of patients: insurances and what they pay, what was dispensed. The network is asked outside of any
 * transaction; one that gives no answer is a problem of kind UNAVAILABLE, one that refuses the question is INVALID.
 */
public final class Benefits {
    /** As long as what was kept is as good as new. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final Patients patients;
    private final Prescriptions prescriptions;
    private final Drafting drafting;
    private final Map<Environment, PrescriptionGateway> gateways;
    private final Ground ground;
    private final KeptAnswers answers;

    /** What this door stands on. */
    public record Ground(PatientHistory history, AuditTrail audit, Vault vault, Clocks clocks) {}

    /** Over the networks. */
    public Benefits(
            Patients patients,
            Prescriptions prescriptions,
            Drafting drafting,
            Map<Environment, PrescriptionGateway> gateways,
            Ground ground) {
        this.patients = patients;
        this.prescriptions = prescriptions;
        this.drafting = drafting;
        this.gateways = Map.copyOf(gateways);
        this.ground = ground;
        this.answers = new KeptAnswers(ground.vault());
    }

    /** A patient as a network knows it. */
    private record Known(PrescriptionGateway gateway, Subject subject, Whose whose) {}

    /** Refuses a patient out of the caller's reach as 404. */
    public void requireReached(Steps steps, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_READ);
        reached(steps, caller, patientId);
    }

    /** What an insurance of the patient pays of a medication; without one named, the first that the network knows. */
    public Map<String, Object> coverage(
            Steps steps, Caller caller, UUID patientId, @Nullable Integer eligibilityId, String ndc) {
        caller.require(Permission.PATIENT_READ);
        return covered(steps, caller, patientId, eligibilityId, ndc);
    }

    private Map<String, Object> covered(
            Steps steps, Caller caller, UUID patientId, @Nullable Integer eligibilityId, String ndc) {
        Known known = known(steps, caller, patientId);
        return answered(known.gateway(), network -> {
            int insurance = eligibilityId != null ? eligibilityId : insurance(network.eligibilities(known.subject()));
            return network.coverage(known.subject(), insurance, ndc);
        });
    }

    /** The first that pays now, else the first; 0 for none. */
    private static int insurance(List<Eligibility> found) {
        return found.stream()
                .filter(Eligibility::covers)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .map(Eligibility::patientEligibilityId)
                .orElse(0);
    }

    /** What the patient pays for a medication at a pharmacy. */
    public Map<String, Object> benefits(Steps steps, Caller caller, UUID patientId, BenefitQuestion question) {
        caller.require(Permission.PATIENT_READ);
        Known known = known(steps, caller, patientId);
        return answered(known.gateway(), network -> network.benefits(known.subject(), question));
    }

    /**
     * What was dispensed to a patient.
     *
     * @param keptAt when the network said so; null for now
     */
    public record Fills(
            List<MedicationFill> fills, @Nullable Instant keptAt) {
        private static Fills of(KeptAnswers.Kept<MedicationFill> kept, Period period) {
            return new Fills(kept.answer().stream().filter(period::holds).toList(), kept.at());
        }
    }

    /** Days from and to which something is asked, both included; null for no bound. */
    public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {
        private boolean holds(MedicationFill fill) {
            LocalDate day = fill.filledOn();
            return day == null
                    ? from == null && to == null
                    : (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    /**
     * What was dispensed to the patient, newest first: as it was kept within the last day, else as the network says, else,
     * when it says nothing, as it was kept at any time.
     */
    public Fills history(Steps steps, Caller caller, UUID patientId, Period period) {
        caller.require(Permission.PATIENT_READ);
        Patient patient = reached(steps, caller, patientId);
        Whose whose = whose(steps, patient);
        Kept<MedicationFill> kept =
                steps.read(tx -> answers.find(tx, whose, KeptAnswers.FILLS).orElse(null));
        if (kept != null && kept.at().isAfter(now(whose).minus(FRESH))) {
            return Fills.of(kept, period);
        }
        try {
            Known known = known(steps, patient);
            return new Fills(
                    answered(
                            known.gateway(),
                            network -> network.medicationHistory(known.subject(), period.from(), period.to())),
                    null);
        } catch (Problem away) {
            if (kept == null || away.kind() != Problem.Kind.UNAVAILABLE) {
                throw away;
            }
            return Fills.of(kept, period);
        }
    }

    /**
     * Asks anew what was dispensed to the patient, and keeps it.
     *
     * @param consents whether the patient agreed that it is looked up, which the network then notes
     */
    public void refreshHistory(Steps steps, Caller caller, UUID patientId, boolean consents) {
        caller.require(Permission.PATIENT_WRITE);
        Known known = known(steps, caller, patientId);
        List<MedicationFill> found = answered(known.gateway(), network -> {
            if (consents) {
                network.consentToHistory(known.subject());
            }
            return network.medicationHistory(known.subject(), null, null);
        });
        steps.write(tx -> {
            keep(tx, known, KeptAnswers.FILLS, found);
            changed(
                    tx,
                    caller,
                    known,
                    "patient.medication_history",
                    Map.of("fills", found.size(), "consent", consents));
            return patientId;
        });
    }

    /** Asks the patient's insurances anew, and keeps them; partners are told when they are not what they were. */
    public void refreshEligibilities(Steps steps, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_WRITE);
        Known known = known(steps, caller, patientId);
        List<Eligibility> found = answered(known.gateway(), network -> network.eligibilities(known.subject()));
        steps.write(tx -> {
            boolean news = keep(tx, known, KeptAnswers.ELIGIBILITIES, found);
            changed(tx, caller, known, "patient.eligibilities", Map.of("eligibilities", found.size()));
            if (news) {
                patients.network()
                        .insured(
                                tx,
                                known.whose().tenantId(),
                                patientId,
                                found.stream()
                                        .map(Eligibility::patientEligibilityId)
                                        .toList());
                ground.history().tell(tx, caller, patientId, PatientInsuranceUpdated.of(patientId));
            }
            return patientId;
        });
    }

    private <T> boolean keep(Tx tx, Known known, KeptAnswers.Kind<T> kind, List<T> found) {
        return answers.keep(tx, known.whose(), kind, new Kept<>(found, now(known.whose())));
    }

    private void changed(Tx tx, Caller caller, Known known, String action, Map<String, Object> after) {
        Whose whose = known.whose();
        ground.audit()
                .changed(
                        tx,
                        caller,
                        new AuditedChange(action, whose.tenantId(), "patient", whose.patientId(), Map.of(), after));
    }

    /** Asks what the insurance pays of each prescription of a case; partners are told of each that changed. */
    public void refreshCoverage(Steps steps, Caller caller, UUID caseId) {
        List<Prescription> all = steps.read(tx -> prescriptions.ofCase(tx, caller, caseId));
        for (Prescription prescription : all) {
            String ndc = prescription.terms().ndc();
            if (ndc != null) {
                Map<String, Object> paid = covered(steps, caller, prescription.patientId(), null, ndc);
                byte[] digest = Secrets.digest(StoredJson.text(paid));
                steps.write(tx -> {
                    prescriptions.covered(tx, caller, prescription, digest);
                    return caseId;
                });
            }
        }
    }

    /** A step of asking the insurance to pay for a prescription; answers what the network says, in its words. */
    public Shown<Map<String, Object>> priorAuthorization(
            Steps steps, Caller caller, UUID prescriptionId, PriorAuthorizationStep step) {
        caller.require(Permission.PATIENT_READ);
        Prescription prescription = steps.read(tx -> prescriptions.find(tx, caller, prescriptionId));
        Integer number = prescription.networkId();
        if (number == null) {
            throw Problem.conflict("prescription_not_sent", "The prescription has not reached the network.");
        }
        Known known = known(steps, caller, prescription.patientId());
        Integer authorization = steps.read(tx -> prescriptions.authorizations().number(tx, prescription));
        Map<String, Object> said = answered(
                known.gateway(),
                network -> network.priorAuthorization(new Prescribed(known.subject(), number, authorization), step));
        if (!(step instanceof PriorAuthorizationStep.Question)) {
            steps.write(tx -> {
                prescriptions.authorizations().asked(tx, caller, prescription, step);
                return prescriptionId;
            });
        }
        return new Shown<>(prescription.patientId(), said);
    }

    /** Whether each environment's network lets us in, by the environment's word. */
    public Map<Environment, Boolean> reachable(Caller caller) {
        Map<Environment, Boolean> reachable = new EnumMap<>(Environment.class);
        gateways.forEach((environment, network) -> {
            if (caller.environments().contains(environment)) {
                reachable.put(environment, network.isReachable());
            }
        });
        return reachable;
    }

    private Patient reached(Steps steps, Caller caller, UUID patientId) {
        return steps.read(tx -> patients.find(tx, caller.scope(), patientId));
    }

    private Whose whose(Steps steps, Patient patient) {
        return new Whose(steps.read(tx -> patients.tenantOf(tx, patient)), patient.patientId());
    }

    private Known known(Steps steps, Caller caller, UUID patientId) {
        return known(steps, reached(steps, caller, patientId));
    }

    private Known known(Steps steps, Patient patient) {
        PrescriptionGateway gateway = gateways.get(patient.isLive() ? Environment.LIVE : Environment.SANDBOX);
        if (gateway == null) {
            throw Problem.unavailable("prescribing_network_not_configured");
        }
        NetworkPatient told = steps.read(tx -> drafting.networkPatient(tx, patient));
        Whose whose = new Whose(told.tenantId(), patient.patientId());
        Integer number = told.networkId();
        if (number == null) {
            int given = answered(gateway, network -> network.syncPatient(told));
            steps.write(tx -> {
                drafting.synced(tx, whose.tenantId(), whose.patientId(), given);
                return given;
            });
            number = given;
        }
        return new Known(gateway, new Subject(whose.tenantId(), number, null), whose);
    }

    private Instant now(Whose whose) {
        return ground.clocks().now(whose.tenantId());
    }

    private static <T> T answered(PrescriptionGateway network, Function<PrescriptionGateway, T> question) {
        try {
            return question.apply(network);
        } catch (GatewayFailure failure) {
            if (failure.kind() == GatewayFailure.Kind.REFUSED) {
                throw Problem.invalid("network", failure.reason());
            }
            throw Problem.unavailable("prescribing_network_unavailable").detail(failure.reason());
        }
    }
}
