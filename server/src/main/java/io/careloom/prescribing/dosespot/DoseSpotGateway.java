package io.careloom.prescribing.dosespot;

import io.careloom.platform.outbound.GuardedClient;
import io.careloom.prescribing.BenefitQuestion;
import io.careloom.prescribing.Eligibility;
import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.MedicationFill;
import io.careloom.prescribing.NetworkPatient;
import io.careloom.prescribing.PharmacyGateway;
import io.careloom.prescribing.PrescriptionDraft;
import io.careloom.prescribing.PrescriptionGateway;
import io.careloom.prescribing.PriorAuthorizationStep;
import io.careloom.prescribing.dosespot.DoseSpotClient.Call;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * DoseSpot. What it has no key for against repetition is looked up before it is made: a patient by name, birthday and our
 * number, a prescription by our reference.
 */
public final class DoseSpotGateway implements PrescriptionGateway {
    private final DoseSpotClient dosespot;
    private final DoseSpotDictionary dictionary;
    private final DoseSpotPriorAuthorizations authorizations;

    /** The network as this account sees it. */
    public DoseSpotGateway(GuardedClient http, DoseSpotAccount account) {
        this.dosespot = new DoseSpotClient(http, account);
        this.dictionary = new DoseSpotDictionary(dosespot);
        this.authorizations = new DoseSpotPriorAuthorizations(dosespot);
    }

    /** The network's directory of pharmacies. */
    public PharmacyGateway pharmacies() {
        return new DoseSpotPharmacies(dosespot);
    }

    @Override
    public int syncPatient(NetworkPatient patient) {
        Integer known = patient.networkId();
        Integer clinicianId = patient.clinicianId();
        int networkId = known != null ? known : lookedUp(patient).orElse(0);
        JsonNode body = DoseSpotBodies.patient(patient);
        if (networkId > 0) {
            dosespot.ask(Call.of("PUT", clinicianId, "api/patients/" + networkId, body));
            return networkId;
        }
        return id(dosespot.ask(Call.of("POST", clinicianId, "api/patients", body)));
    }

    private OptionalInt lookedUp(NetworkPatient patient) {
        String query = new DoseSpotQuery("api/patients/search")
                .with("firstName", patient.name().first())
                .with("lastName", patient.name().last())
                .with("dob", patient.dateOfBirth())
                .toString();
        String ours = patient.patientId().toString();
        return pages(patient.clinicianId(), query)
                .filter(item ->
                        item.path("NonDoseSpotMedicalRecordNumber").asString("").equals(ours))
                .mapToInt(item -> item.path("PatientId").asInt(0))
                .findFirst();
    }

    @Override
    public int draft(PrescriptionDraft draft) {
        Subject patient = draft.patient();
        String ours = DoseSpotBodies.reference(draft.reference());
        OptionalInt noted = pages(patient.clinicianId(), of(patient) + "/prescriptions")
                .filter(item ->
                        item.path("NonDoseSpotPrescriptionId").asString("").equals(ours))
                .mapToInt(item -> item.path("PrescriptionId").asInt(0))
                .findFirst();
        if (noted.isPresent()) {
            return noted.getAsInt();
        }
        int drugNumber = 0;
        String kind = switch (draft.drug()) {
            case PrescriptionDraft.Drug.Medication medication -> {
                drugNumber = dictionary.number(patient.clinicianId(), medication);
                yield "coded";
            }
            case PrescriptionDraft.Drug.Supply _ -> "supply";
            case PrescriptionDraft.Drug.Compound _ -> "compiledcompound";
        };
        String path = of(patient) + "/prescriptions/" + kind;
        return id(dosespot.ask(
                Call.of("POST", patient.clinicianId(), path, DoseSpotBodies.prescription(draft, drugNumber))));
    }

    @Override
    public State send(Prescribed prescribed) {
        State before = state(prescribed);
        if (before.status() != Status.DRAFT) {
            return before;
        }
        Subject patient = prescribed.patient();
        JsonNode body = DoseSpotBodies.ids(prescribed.prescriptionId());
        dosespot.ask(Call.of("POST", patient.clinicianId(), of(patient) + "/prescriptions/send", body));
        return new State(Status.SENDING, null);
    }

    @Override
    public State state(Prescribed prescribed) {
        JsonNode item = dosespot.ask(Call.get(prescribed.patient().clinicianId(), of(prescribed)))
                .path("Prescription");
        Status cancellation =
                DoseSpotWords.cancellation(item.path("MedicationStatus").asString(""));
        Status status = cancellation != null
                ? cancellation
                : DoseSpotWords.status(item.path("Status").asString(""));
        if (status == null) {
            throw new GatewayFailure(GatewayFailure.Kind.NOT_TAKEN, "The network tells an unknown status.");
        }
        return new State(status, status == Status.ERROR ? lastNote(prescribed) : null);
    }

    /** Why it failed stands in the log only. */
    private @Nullable String lastNote(Prescribed prescribed) {
        return dosespot.ask(Call.get(prescribed.patient().clinicianId(), of(prescribed) + "/log"))
                .path("Items")
                .valueStream()
                .filter(line -> DoseSpotWords.status(line.path("Status").asString("")) == Status.ERROR)
                .map(line -> line.path("AdditionalInfo").asString(""))
                .filter(text -> !text.isBlank())
                .reduce((_, last) -> last)
                .orElse(null);
    }

    @Override
    public State cancel(Prescribed prescribed, @Nullable String reason) {
        State before = state(prescribed);
        Integer clinicianId = prescribed.patient().clinicianId();
        return switch (before.status()) {
            case DRAFT -> {
                JsonNode body = DoseSpotBodies.ids(prescribed.prescriptionId());
                dosespot.ask(Call.of("DELETE", clinicianId, of(prescribed.patient()) + "/prescriptions", body));
                yield new State(Status.DELETED, null);
            }
            case CANCELLING, CANCELLED, DELETED -> before;
            case SENDING, SENT, VERIFIED, ERROR -> {
                JsonNode body = DoseSpotBodies.comment(reason);
                dosespot.ask(Call.of("POST", clinicianId, of(prescribed) + "/cancel", body));
                yield new State(Status.CANCELLING, null);
            }
        };
    }

    @Override
    public List<Eligibility> eligibilities(Subject patient) {
        return dosespot.ask(Call.get(patient.clinicianId(), of(patient) + "/eligibilities"))
                .path("Items")
                .valueStream()
                .filter(item -> item.path("PatientEligibilityId").asInt(0) > 0)
                .map(DoseSpotAnswers::eligibility)
                .toList();
    }

    @Override
    public Map<String, Object> coverage(Subject patient, int eligibilityId, String ndc) {
        String path = new DoseSpotQuery(of(patient) + "/formulary")
                .with("patientEligibilityId", eligibilityId)
                .with("nDC", ndc)
                .toString();
        return DoseSpotAnswers.words(dosespot.raw(Call.get(patient.clinicianId(), path)));
    }

    @Override
    public Map<String, Object> benefits(Subject patient, BenefitQuestion question) {
        String path = new DoseSpotQuery(of(patient) + "/prescriptionbenefits")
                .with("ndc", question.ndc())
                .with("pharmacyId", question.pharmacyId())
                .with("quantity", question.quantity().toPlainString())
                .with("daysSupply", question.daysSupply())
                .with("dispenseUnitTypeID", question.dispenseUnitId())
                .with("patientEligibilityId", question.eligibilityId())
                .toString();
        return DoseSpotAnswers.words(dosespot.raw(Call.get(patient.clinicianId(), path)));
    }

    @Override
    public void consentToHistory(Subject patient) {
        dosespot.ask(Call.of("POST", patient.clinicianId(), of(patient) + "/medications/history/consent", null));
    }

    @Override
    public List<MedicationFill> medicationHistory(Subject patient, @Nullable LocalDate from, @Nullable LocalDate to) {
        String query = new DoseSpotQuery(of(patient) + "/medications/history")
                .with("start", from)
                .with("end", to)
                .toString();
        return pages(patient.clinicianId(), query).map(DoseSpotAnswers::fill).toList();
    }

    @Override
    public Map<String, Object> priorAuthorization(Prescribed prescribed, PriorAuthorizationStep step) {
        return authorizations.take(prescribed, step);
    }

    @Override
    public boolean isReachable() {
        try {
            dosespot.ask(Call.get(null, "api/pharmacies/search?zip=00000&pageNumber=1"));
            return true;
        } catch (GatewayFailure failure) {
            return failure.kind() == GatewayFailure.Kind.REFUSED;
        }
    }

    /** The items of all pages. */
    private Stream<JsonNode> pages(@Nullable Integer clinicianId, String query) {
        List<JsonNode> items = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            String path = query + (query.contains("?") ? "&" : "?") + "pageNumber=" + page;
            JsonNode answer = dosespot.ask(Call.get(clinicianId, path));
            answer.path("Items").forEach(items::add);
            more = answer.at("/PageResult/HasNext").asBoolean(false);
        }
        return items.stream();
    }

    private static int id(JsonNode answer) {
        return Optional.of(answer.path("Id").asInt(0))
                .filter(id -> id > 0)
                .orElseThrow(
                        () -> new GatewayFailure(GatewayFailure.Kind.UNKNOWN, "The network's answer names no number."));
    }

    private static String of(Subject patient) {
        return "api/patients/" + patient.patientId();
    }

    private static String of(Prescribed prescribed) {
        return of(prescribed.patient()) + "/prescriptions/" + prescribed.prescriptionId();
    }
}
