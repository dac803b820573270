package io.careloom.prescribing;

import io.careloom.cases.offerings.CaseOffering.Prescribed;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.platform.Fields;
import io.careloom.prescribing.PrescriptionGateway.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One prescription of one line of a case. It is never changed on paper: who wants other terms cancels it, or waits for its
 * failure, and a new one is made.
 *
 * @param terms a copy of what the line said when it was made
 * @param networkId its number in the network; null until the network noted it
 * @param sentAt when it left, by the tenant's clock; null before
 */
public record Prescription(
        UUID prescriptionId,
        UUID tenantId,
        UUID caseId,
        UUID lineId,
        UUID patientId,
        ProductType type,
        ProductTerms terms,
        Status status,
        @Nullable String details,
        @Nullable Integer networkId,
        @Nullable Instant sentAt,
        Instant createdAt,
        Instant updatedAt) {

    /** How far it is. What the network tells only ever leads down this list, so late and doubled notices change nothing. */
    public enum Status {
        /** Made here; the network does not have it. */
        DRAFT,
        /** The network has it, the pharmacy maybe. */
        SENDING,
        /** The pharmacy's system has it. */
        SENT,
        /** It arrived nowhere; another may be made. */
        ERROR,
        /** The pharmacy says it is good, which overrules an error. */
        VERIFIED,
        /** It is to be dropped. */
        CANCELLING,
        /** It was dropped. */
        CANCELLED;

        /** True while no second one may be made for the same line. */
        public boolean isLive() {
            return this != ERROR && this != CANCELLED;
        }

        /** The word of the API and the database. */
        public String word() {
            return switch (this) {
                case DRAFT -> "draft";
                case SENDING -> "sending";
                case SENT -> "sent";
                case ERROR -> "error";
                case VERIFIED -> "verified";
                case CANCELLING -> "cancelling";
                case CANCELLED -> "cancelled";
            };
        }
    }

    /** The prescription as clients of old read it (partner-contract.md 15.3). */
    Map<String, @Nullable Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("case_prescription_id", lineId.toString());
        shown.put("case_offering_id", lineId.toString());
        Prescribed told = told();
        shown.put("dosespot_prescription_id", told.networkId());
        shown.put("dosespot_prescription_sync_status", told.syncStatus());
        shown.put("dosespot_sent_pharmacy_sync_status", told.sentStatus());
        shown.put("dosespot_confirmation_status", told.confirmation());
        shown.put("dosespot_confirmation_status_details", told.details());
        shown.put("refills", terms.refills());
        shown.put("quantity", terms.quantity());
        shown.put("days_supply", terms.daysSupply());
        shown.put("directions", terms.directions());
        shown.put("dispense_unit_id", terms.dispenseUnitId());
        shown.put("pharmacy_id", terms.pharmacyId());
        shown.put("pharmacy_notes", terms.pharmacyNotes());
        shown.put("no_substitutions", Boolean.FALSE.equals(terms.allowSubstitutions()));
        shown.put("effective_date", terms.effectiveDate());
        boolean compound = type == ProductType.DOSESPOT_COMPOUND;
        shown.put("medication", compound ? null : medication());
        shown.put("partner_compound", compound ? Map.of("title", String.valueOf(terms.name())) : null);
        return shown;
    }

    /** What its line is told of it. */
    Prescribed told() {
        return new Prescribed(
                networkId, sentAt != null, status == Status.VERIFIED ? "pharmacy_verified" : status.word(), details);
    }

    private Map<String, @Nullable Object> medication() {
        Map<String, @Nullable Object> medication = new LinkedHashMap<>();
        medication.put("display_name", terms.name());
        medication.put("strength", terms.strength());
        medication.put("ndc", terms.ndc());
        medication.put("rx_cui", terms.dosespotRxcui());
        return medication;
    }

    /** True when a network has to carry it; the others go with the order of their pharmacy. */
    static boolean isTransmitted(ProductType type) {
        return switch (type) {
            case DOSESPOT_MEDICATION, DOSESPOT_COMPOUND, DOSESPOT_SUPPLY -> true;
            case BOOTHWYN_PRODUCT, PHARMACY_API_PRODUCT, SERVICE -> false;
        };
    }

    /** The network noted it. */
    Prescription noted(int number, Instant at) {
        return with(Map.of("network_id", number, "status", Status.SENDING), at);
    }

    /** With what the network says of it; what it said before, or overtook, changes nothing. */
    Prescription reported(State state, Instant at) {
        return to(
                switch (state.status()) {
                    case DRAFT -> Status.DRAFT;
                    case SENDING -> Status.SENDING;
                    case SENT -> Status.SENT;
                    case VERIFIED -> Status.VERIFIED;
                    case ERROR -> Status.ERROR;
                    case CANCELLING -> Status.CANCELLING;
                    case CANCELLED, DELETED -> Status.CANCELLED;
                },
                state.details(),
                at);
    }

    /** It arrived nowhere. */
    Prescription failed(String reason, Instant at) {
        return to(Status.ERROR, reason, at);
    }

    /** It is to be dropped. */
    Prescription dropped(@Nullable String reason, Instant at) {
        return to(Status.CANCELLING, reason, at);
    }

    private Prescription to(Status wanted, @Nullable String said, Instant at) {
        if (wanted.compareTo(status) <= 0) {
            return this;
        }
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put("status", wanted);
        changes.put("details", said);
        if (sentAt == null && (wanted == Status.SENT || wanted == Status.VERIFIED)) {
            changes.put("sent_at", at);
        }
        return with(changes, at);
    }

    private Prescription with(Map<String, ? extends @Nullable Object> changes, Instant at) {
        Map<String, @Nullable Object> all = new HashMap<>(changes);
        all.put("updated_at", at);
        return Fields.with(this, all);
    }

    @Override
    public String toString() {
        return "Prescription[" + prescriptionId + ", " + status + "]";
    }
}
