package io.careloom.files.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.files.Files;
import io.careloom.files.PartnerFile;
import io.careloom.files.PartnerFiles;
import io.careloom.files.StoredFile;
import io.careloom.platform.Link;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file as the console sees it: the model with all its columns; as a document of a partner with the pivot. */
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
        UUID fileId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pivot pivot) {
    private static final String TYPE = "document|review|other";
    private static final String NO_TYPE = "The type is document, review or other.";
    private static final int TITLE = 255;

    /** How a partner has it. */
    record Pivot(UUID fileId, UUID partnerId, String title, String type, Instant createdAt, Instant updatedAt) {}

    /** A file is to be a document of a partner; {@code other} when no type is said. */
    record Attach(
            @NotBlank @Size(max = TITLE) String title,

            @Nullable @Pattern(regexp = TYPE, message = NO_TYPE)
            String type) {
        PartnerFiles.Terms terms() {
            return new PartnerFiles.Terms(title.strip(), type == null ? "other" : type);
        }
    }

    /** A document is to be called otherwise. */
    record Rename(
            @NotBlank @Size(max = TITLE) String title,

            @NotNull @Pattern(regexp = TYPE, message = NO_TYPE)
            String type) {
        PartnerFiles.Terms terms() {
            return new PartnerFiles.Terms(title.strip(), type);
        }
    }

    static FileWebJson of(Files.Seen seen) {
        return of(seen, null);
    }

    static FileWebJson of(PartnerFile had) {
        UUID fileId = had.seen().file().fileId();
        Pivot pivot = new Pivot(fileId, had.partnerId(), had.title(), had.type(), had.createdAt(), had.updatedAt());
        return of(had.seen(), pivot);
    }

    private static FileWebJson of(Files.Seen seen, @Nullable Pivot pivot) {
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
                file.fileId(),
                pivot);
    }
}
