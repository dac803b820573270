package io.careloom.files;

import io.careloom.files.FileLinks.Shown;
import io.careloom.files.FilePolicy.Accepted;
import io.careloom.kernel.Caller;
import io.careloom.platform.Link;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.blobs.Draft;
import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server made itself for somebody to fetch by a link. It is part of nobody's record and is gone a day later. */
public final class LentFiles {
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final Files.Ground ground;
    private final FileStore store;
    private final Contents contents;
    private final FileLinks links;

    LentFiles(Files.Ground ground, FileStore store, Contents contents, FileLinks links) {
        this.ground = ground;
        this.store = store;
        this.contents = contents;
        this.links = links;
    }

    /**
     * Something that was made.
     *
     * @param mimeType of a kind that is taken as an upload, too
     * @param tenantId null for what is about several tenants, as is {@code patientId} for several patients
     */
    public record Made(
            String name,
            String mimeType,
            byte[] content,
            @Nullable UUID tenantId,
            @Nullable UUID patientId) {
        @Override
        public String toString() {
            return "Made[" + mimeType + "]";
        }
    }

    /** Keeps it and answers the link, which opens as long as others do. */
    public Link lend(Tx tx, Caller caller, Made made) {
        Accepted kind = FilePolicy.accepted(made.mimeType()).orElseThrow();
        Draft draft = ground.blobs().draft();
        draft.write(made.content(), 0, made.content().length);
        UUID tenantId = made.tenantId();
        Instant now = tenantId == null ? ground.clocks().now() : ground.clocks().now(tenantId);
        FileRow row = new FileRow(
                draft.id(),
                tenantId,
                null,
                caller.id(),
                made.patientId(),
                Files.path(kind),
                made.name(),
                "document",
                kind.mimeType(),
                draft.size(),
                contents.sealedKey(tenantId, draft.id(), draft.key()),
                false,
                0,
                now,
                now,
                null);
        ground.blobs().keep(draft);
        store.insertLent(tx, row);
        Map<String, Object> told = Map.of("name", row.name(), "size", row.size());
        ground.audit()
                .changed(tx, caller, new AuditedChange("file.lent", tenantId, "file", row.fileId(), Map.of(), told));
        return links.to(row.fileId(), Shown.FILE);
    }

    /** Deletes what was lent long enough. */
    void sweep(Tx tx) {
        store.deleteLent(tx, LIFETIME).forEach(ground.blobs()::delete);
    }
}
