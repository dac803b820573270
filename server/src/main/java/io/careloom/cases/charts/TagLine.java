package io.careloom.cases.charts;

import io.careloom.partners.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of what became of a case's tags, shaped like the wire.
 *
 * @param event {@code added}, {@code updated} or {@code removed}
 * @param reason what was done, or the notes that were given with a removal
 * @param userId who did it; null for the server
 * @param userType the class name of the wire, such as {@code App\Models\Clinician}; null for the server
 */
public record TagLine(
        String event,
        UUID caseId,
        UUID tagId,
        String reason,
        @Nullable UUID userId,
        @Nullable String userType,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        Tag tag) {
    @Override
    public String toString() {
        return "TagLine[" + event + ", " + tagId + "]";
    }
}
