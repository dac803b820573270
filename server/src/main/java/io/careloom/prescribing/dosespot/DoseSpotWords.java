package io.careloom.prescribing.dosespot;

import io.careloom.prescribing.PrescriptionGateway.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DoseSpot's words for how far a prescription has come; notifications write their places in these lists instead. */
final class DoseSpotWords {
    private static final List<String> STATUSES = List.of(
            "Unknown",
            "Entered",
            "Printed",
            "Sending",
            "eRxSent",
            "FaxSent",
            "Error",
            "Deleted",
            "Requested",
            "Edited",
            "EpcsError",
            "EpcsSigned",
            "ReadyToSign",
            "PharmacyVerified",
            "PharmacySelect",
            "Retracted");
    private static final List<String> MEDICATION_STATUSES = List.of(
            "Unknown",
            "Active",
            "Inactive",
            "Discontinued",
            "Deleted",
            "Completed",
            "CancelRequested",
            "CancelPending",
            "Cancelled",
            "CancelDenied",
            "Changed",
            "FullFill",
            "PartialFill",
            "NoFill");

    private DoseSpotWords() {}

    /** What the prescription's status means, by word or number; null when it says nothing about the way it went. */
    static @Nullable Status status(String text) {
        return switch (word(text, STATUSES)) {
            case "Entered", "Requested", "Edited", "EpcsSigned", "ReadyToSign", "PharmacySelect" -> Status.DRAFT;
            case "Sending" -> Status.SENDING;
            case "eRxSent", "FaxSent", "Printed" -> Status.SENT;
            case "PharmacyVerified" -> Status.VERIFIED;
            case "Error", "EpcsError" -> Status.ERROR;
            case "Deleted", "Retracted" -> Status.DELETED;
            default -> null;
        };
    }

    /** What the medication's status means for the prescription, by word or number; null when nothing. */
    static @Nullable Status cancellation(String text) {
        return switch (word(text, MEDICATION_STATUSES)) {
            case "CancelRequested", "CancelPending" -> Status.CANCELLING;
            case "Cancelled" -> Status.CANCELLED;
            default -> null;
        };
    }

    private static String word(String text, List<String> words) {
        if (!text.matches("[0-9]{1,2}")) {
            return text;
        }
        int place = Integer.parseInt(text);
        return place < words.size() ? words.get(place) : "Unknown";
    }
}
