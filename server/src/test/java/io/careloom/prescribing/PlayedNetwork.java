package io.careloom.prescribing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A network that does what the test says, and remembers what pharmacies got. */
final class PlayedNetwork implements PrescriptionGateway {
    /** What it was asked to note, once for each time. */
    final List<PrescriptionDraft> drafted = new ArrayList<>();

    private final Map<UUID, Integer> numbers = new HashMap<>();
    private final Map<Integer, State> states = new HashMap<>();
    /** The numbers of what went to a pharmacy, once for each time. */
    final List<Integer> sent = new ArrayList<>();

    final List<Integer> cancelled = new ArrayList<>();
    private int next = 1;
    /** How often a patient was made known. */
    int synced;

    /** How often it was told that the patient agrees, and asked what was dispensed. */
    int consents;

    int historyAsked;
    /** Which insurance was last asked what it pays. */
    int insuranceAsked;
    /** What it answers about patients. */
    List<Eligibility> insurances = List.of();

    List<MedicationFill> fills = List.of();
    Map<String, Object> paid = Map.of();

    /** What happens before a question about a patient is answered. */
    Runnable beforeAnswer = () -> {};

    /** What happens to the next draft before it is noted. */
    Runnable beforeDraft = () -> {};
    /** What happens after it is noted, before the answer comes. */
    Runnable afterDraft = () -> {};
    /** The same for sending. */
    Runnable beforeSend = () -> {};

    Runnable afterSend = () -> {};
    /** What the pharmacy makes of what is sent. */
    Supplier<State> answer = () -> new State(Status.SENT, null);

    /** Forgets what was said to happen. */
    void calm() {
        beforeDraft = afterDraft = beforeSend = afterSend = beforeAnswer = () -> {};
        answer = () -> new State(Status.SENT, null);
        insurances = List.of();
        fills = List.of();
        paid = Map.of();
    }

    /** What the network would tell about this prescription from now on. */
    void becomes(int number, Status status) {
        states.put(number, new State(status, null));
    }

    static Runnable fails(GatewayFailure.Kind kind) {
        return () -> {
            throw new GatewayFailure(kind, "The network said " + kind + ".");
        };
    }

    @Override
    public int syncPatient(NetworkPatient patient) {
        synced++;
        return 100;
    }

    @Override
    public int draft(PrescriptionDraft draft) {
        drafted.add(draft);
        beforeDraft.run();
        int number = numbers.computeIfAbsent(draft.reference(), _ -> next++);
        states.putIfAbsent(number, new State(Status.DRAFT, null));
        afterDraft.run();
        return number;
    }

    @Override
    public State send(Prescribed prescribed) {
        beforeSend.run();
        sent.add(prescribed.prescriptionId());
        State state = answer.get();
        states.put(prescribed.prescriptionId(), state);
        afterSend.run();
        return state;
    }

    @Override
    public State state(Prescribed prescribed) {
        return states.getOrDefault(prescribed.prescriptionId(), new State(Status.DRAFT, null));
    }

    @Override
    public State cancel(Prescribed prescribed, @Nullable String reason) {
        cancelled.add(prescribed.prescriptionId());
        return new State(Status.CANCELLED, reason);
    }

    @Override
    public List<Eligibility> eligibilities(Subject patient) {
        beforeAnswer.run();
        return insurances;
    }

    @Override
    public void consentToHistory(Subject patient) {
        consents++;
    }

    @Override
    public Map<String, Object> coverage(Subject patient, int eligibilityId, String ndc) {
        beforeAnswer.run();
        insuranceAsked = eligibilityId;
        return paid;
    }

    @Override
    public Map<String, Object> benefits(Subject patient, BenefitQuestion question) {
        return Map.of();
    }

    @Override
    public List<MedicationFill> medicationHistory(Subject patient, @Nullable LocalDate from, @Nullable LocalDate to) {
        beforeAnswer.run();
        historyAsked++;
        return fills;
    }

    @Override
    public Map<String, Object> priorAuthorization(Prescribed prescribed, PriorAuthorizationStep step) {
        return Map.of();
    }

    @Override
    public boolean isReachable() {
        return true;
    }
}
