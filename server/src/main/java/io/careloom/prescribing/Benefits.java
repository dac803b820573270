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
import io.careloom.platform.database.Steps;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PrescriptionGateway.Subject;
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
    private final Patients patients;
    private final Prescriptions prescriptions;
    private final Drafting drafting;
    private final Map<Environment, PrescriptionGateway> gateways;
    private final Ground ground;

    /** What this door stands on. */
    public record Ground(PatientHistory history, AuditTrail audit) {}

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
    }

    /** A patient as a network knows it. */
    private record Known(PrescriptionGateway gateway, Subject subject, UUID tenantId) {}

    /** Refuses a patient out of the caller's reach as 404. */
    public void requireReached(Steps steps, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_READ);
        steps.read(tx -> patients.find(tx, caller.scope(), patientId));
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

    /** What was dispensed to the patient, newest first; the bounds are days, null for none. */
    public List<MedicationFill> history(
            Steps steps, Caller caller, UUID patientId, @Nullable LocalDate from, @Nullable LocalDate to) {
        caller.require(Permission.PATIENT_READ);
        Known known = known(steps, caller, patientId);
        return answered(known.gateway(), network -> network.medicationHistory(known.subject(), from, to));
    }

    /** Asks the patient's insurances anew; partners are told. */
    public void refreshEligibilities(Steps steps, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_WRITE);
        Known known = known(steps, caller, patientId);
        List<Eligibility> found = answered(known.gateway(), network -> network.eligibilities(known.subject()));
        steps.write(tx -> {
            ground.audit()
                    .changed(
                            tx,
                            caller,
                            new AuditedChange(
                                    "patient.eligibilities",
                                    known.tenantId(),
                                    "patient",
                                    patientId,
                                    Map.of(),
                                    Map.of("eligibilities", found.size())));
            ground.history().tell(tx, caller, patientId, PatientInsuranceUpdated.of(patientId));
            return patientId;
        });
    }

    /** Asks what the insurance pays of each prescription of a case; partners are told of each. */
    public void refreshCoverage(Steps steps, Caller caller, UUID caseId) {
        List<Prescription> all = steps.read(tx -> prescriptions.ofCase(tx, caller, caseId));
        for (Prescription prescription : all) {
            String ndc = prescription.terms().ndc();
            if (ndc != null) {
                covered(steps, caller, prescription.patientId(), null, ndc);
                steps.write(tx -> {
                    prescriptions.coverageTold(tx, caller, prescription);
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
        Map<String, Object> said = answered(
                known.gateway(), network -> network.priorAuthorization(new Prescribed(known.subject(), number), step));
        if (!(step instanceof PriorAuthorizationStep.Question)) {
            steps.write(tx -> {
                prescriptions.authorizationAsked(tx, caller, prescription, step);
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

    private Known known(Steps steps, Caller caller, UUID patientId) {
        Patient patient = steps.read(tx -> patients.find(tx, caller.scope(), patientId));
        PrescriptionGateway gateway = gateways.get(patient.isLive() ? Environment.LIVE : Environment.SANDBOX);
        if (gateway == null) {
            throw Problem.unavailable("prescribing_network_not_configured");
        }
        NetworkPatient told = steps.read(tx -> drafting.networkPatient(tx, patient));
        Integer number = told.networkId();
        if (number == null) {
            int given = answered(gateway, network -> network.syncPatient(told));
            steps.write(tx -> {
                drafting.synced(tx, told.tenantId(), patientId, given);
                return given;
            });
            number = given;
        }
        return new Known(gateway, new Subject(told.tenantId(), number, null), told.tenantId());
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
