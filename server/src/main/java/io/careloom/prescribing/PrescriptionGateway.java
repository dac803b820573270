package io.careloom.prescribing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An e-prescribing network. A prescription goes there in two calls, so that none is ever sent twice: {@link #draft} makes
 * what no pharmacy sees yet and may be repeated, {@link #send} lets it go; after a send without an answer {@link #state}
 * says whether it went. Calls go outside, within a deadline of their own: never inside a transaction. Each throws
 * {@link GatewayFailure} when the network does not do it; numbers are the network's.
 */
public interface PrescriptionGateway {
    /**
     * Makes the network's record of a patient, or brings it up to date; may be repeated.
     *
     * @return the patient's number
     */
    int syncPatient(NetworkPatient patient);

    /**
     * Notes a prescription that is not sent yet. Repeated with the same reference it answers the number it answered
     * before, also when that answer was lost.
     *
     * @return the prescription's number
     */
    int draft(PrescriptionDraft draft);

    /** Sends a drafted prescription to its pharmacy; one that is sent already stays as it is. */
    State send(Prescribed prescribed);

    /** Where the prescription stands. */
    State state(Prescribed prescribed);

    /** Takes back a prescription: a draft vanishes, of a sent one the pharmacy is asked to drop it. */
    State cancel(Prescribed prescribed, @Nullable String reason);

    /** What insurances the patient has. */
    List<Eligibility> eligibilities(Subject patient);

    /** What an insurance pays of a medication, as the network words it ({@code Item}, {@code Result}). */
    Map<String, Object> coverage(Subject patient, int eligibilityId, String ndc);

    /** What the patient pays at a pharmacy, as the network words it ({@code Item}, {@code Result}). */
    Map<String, Object> benefits(Subject patient, BenefitQuestion question);

    /** Notes that the patient agrees that its fills are looked up, without which a network may refuse to tell them. */
    void consentToHistory(Subject patient);

    /** What was dispensed to the patient, newest first; the bounds are days, null for none. */
    List<MedicationFill> medicationHistory(Subject patient, @Nullable LocalDate from, @Nullable LocalDate to);

    /** A step of asking the insurance to pay; answers what the network says of it, in its words. */
    Map<String, Object> priorAuthorization(Prescribed prescribed, PriorAuthorizationStep step);

    /** Whether the network lets us in now; never throws. */
    boolean isReachable();

    /**
     * A patient of a tenant in the network.
     *
     * @param clinicianId in whose name the network is asked; null for the account of the installation
     */
    record Subject(UUID tenantId, int patientId, @Nullable Integer clinicianId) {}

    /**
     * A prescription of a patient in the network.
     *
     * @param authorizationId of the case by which the insurance is asked to pay; null when it is not known here
     */
    record Prescribed(
            Subject patient, int prescriptionId, @Nullable Integer authorizationId) {
        /** One whose insurance was not asked, as far as is known here. */
        public Prescribed(Subject patient, int prescriptionId) {
            this(patient, prescriptionId, null);
        }
    }

    /** How far a prescription has come. */
    enum Status {
        /** Noted, seen by nobody. */
        DRAFT,
        /** On its way. */
        SENDING,
        /** The pharmacy's system has it. */
        SENT,
        /** The pharmacy says it is good. */
        VERIFIED,
        /** It did not arrive, or the pharmacy refused it. */
        ERROR,
        /** The pharmacy was asked to drop it. */
        CANCELLING,
        /** It was dropped. */
        CANCELLED,
        /** A draft that is no more. */
        DELETED
    }

    /**
     * Where a prescription stands.
     *
     * @param details what the network says about it, such as why it failed; null for nothing
     */
    record State(Status status, @Nullable String details) {}

    /**
     * What the network tells by itself, maybe late, twice or out of order.
     *
     * @param at when it happened there, in its own words; null when it does not say
     */
    record Notice(int prescriptionId, State state, @Nullable String at) {}

    /** The network tells under which number the insurance is asked to pay for a prescription. */
    record Authorization(int prescriptionId, int authorizationId) {}
}
