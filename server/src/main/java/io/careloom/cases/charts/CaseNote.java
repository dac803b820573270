package io.careloom.cases.charts;

import io.careloom.clinicians.NoteAuthor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinical note, shaped like the wire: a clinician's has {@code clinician}, a partner's {@code model}.
 *
 * @param modelId who wrote it; null for the server
 */
public record CaseNote(
        UUID caseNoteId,
        UUID caseId,
        String text,
        @Nullable UUID modelId,
        @Nullable String modelType,
        @Nullable NoteAuthor clinician,
        @Nullable Author model,
        Instant createdAt,
        Instant updatedAt) {

    /** The partner who wrote a note. */
    public record Author(UUID partnerId, String name) {}

    @Override
    public String toString() {
        return "CaseNote[" + caseNoteId + "]";
    }
}
