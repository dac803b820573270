package io.careloom.cases;

import io.careloom.cases.Moves.Mover;
import io.careloom.kernel.Caller;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something to a case, as its history shows it.
 *
 * @param id partner, clinician or user; null for the server
 * @param modelType the class name of the wire ({@code App\Models\Partner}); null for the server
 */
record Actor(@Nullable UUID id, @Nullable String modelType, Mover mover) {
    static final String PARTNER = "App\\Models\\Partner";
    static final String CLINICIAN = "App\\Models\\Clinician";

    /** The server itself. */
    static final Actor SERVER = new Actor(null, null, Mover.SERVER);

    /** The one behind a request. */
    static Actor of(Caller caller) {
        return switch (caller.role()) {
            case PARTNER_CREDENTIAL -> new Actor(caller.partnerId(), PARTNER, Mover.PARTNER);
            case PANEL_USER -> new Actor(caller.id(), "App\\Models\\PanelUser", Mover.PARTNER);
            case SUPPORT_STAFF -> new Actor(caller.id(), "App\\Models\\SupportStaff", Mover.DESK);
            case MEDICAL_ASSISTANT -> new Actor(caller.id(), "App\\Models\\MedicalAssistant", Mover.ASSISTANT);
            case CLINICIAN -> new Actor(caller.clinician(), CLINICIAN, Mover.CLINICIAN);
            case INTERNAL_SUPPORT_STAFF -> new Actor(caller.id(), "App\\Models\\InternalSupportStaff", Mover.PARTNER);
            case ADMIN, SERVICE_ACCOUNT -> new Actor(caller.id(), "App\\Models\\User", Mover.PARTNER);
            case SYSTEM -> SERVER;
        };
    }

    /** A simulated act of this clinician: every move of the table. */
    static Actor simulated(UUID clinicianId) {
        return new Actor(clinicianId, CLINICIAN, Mover.SERVER);
    }

    /** Who is named in a row of the history; says nothing of what it could move. */
    static Actor stored(@Nullable UUID id, @Nullable String modelType) {
        return new Actor(id, modelType, Mover.SERVER);
    }

    /** The word the history shows, such as {@code clinician} or {@code support-staff}. */
    String word() {
        if (modelType == null) {
            return "system";
        }
        return modelType
                .substring(modelType.lastIndexOf('\\') + 1)
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** The same for people, such as {@code Clinician} or {@code Support staff}. */
    String label() {
        String words = word().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
