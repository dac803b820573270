package io.careloom.files;

import java.time.Instant;
import java.util.UUID;

/**
 * A document of a partner: a file and how the partner has it.
 *
 * @param type {@code document}, {@code review} or {@code other}
 */
public record PartnerFile(
        Files.Seen seen, UUID partnerId, String title, String type, Instant createdAt, Instant updatedAt) {
    @Override
    public String toString() {
        return "PartnerFile[" + seen.file().fileId() + "]";
    }
}
