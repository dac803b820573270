package io.careloom.files;

import io.careloom.platform.Link;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file as the wire shows it and other things nest it (partner-contract.md section 6).
 *
 * @param path a generated name; nothing can be fetched by it
 * @param mimeType found out from the content
 * @param type a word of {@link FilePolicy#TYPES}
 * @param url opens for {@code files.link_minutes}
 * @param urlThumbnail null for what has no picture
 */
public record StoredFile(
        UUID fileId,
        String path,
        String name,
        String mimeType,
        String type,
        Link url,
        @Nullable Link urlThumbnail,
        Instant createdAt) {
    /** Whether it brings the results of a laboratory. */
    public boolean holdsLabResults() {
        return type.equals(FilePolicy.LAB_RESULT);
    }

    @Override
    public String toString() {
        return "StoredFile[" + fileId + "]";
    }
}
