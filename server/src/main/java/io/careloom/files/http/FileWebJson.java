package io.careloom.files.http;

import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.platform.Link;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file as the console sees it: the model with all its columns. */
record FileWebJson(
        UUID id,
        String name,
        String type,
        String mimeType,
        String path,
        @Nullable Void metadata,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        Link url,
        @Nullable Link urlThumbnail,
        UUID fileId) {
    static FileWebJson of(Files.Seen seen) {
        StoredFile file = seen.file();
        return new FileWebJson(
                file.fileId(),
                file.name(),
                file.type(),
                file.mimeType(),
                file.path(),
                null,
                file.createdAt(),
                seen.updatedAt(),
                null,
                file.url(),
                file.urlThumbnail(),
                file.fileId());
    }
}
