package io.careloom.files;

import io.careloom.files.FileLinks.Shown;
import io.careloom.files.FilePolicy.Accepted;
import io.careloom.files.FileStore.Reach;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.blobs.Blobs;
import io.careloom.platform.blobs.Draft;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door to files. An upload belongs to its credential's tenant, to a panel user's partner, or to nobody but its uploader
 * until it is attached to something of a tenant. A file out of the caller's reach is 404, as is a deleted one.
 */
public final class Files {
    private static final Duration STRAY_AGE = Duration.ofHours(24);
    private static final int PATH_LETTERS = 40;

    private final FileStore store = new FileStore();
    private final Ground ground;
    private final Contents contents;
    private final Examination examination;
    private final FileLinks links;
    private final LentFiles lent;

    /**
     * What this room stands on.
     *
     * @param open how long a link opens
     * @param records says to whom the files of a patient are open
     */
    public record Ground(
            Blobs blobs,
            Vault vault,
            EventLog events,
            AuditTrail audit,
            Clocks clocks,
            VirusScanner scanner,
            Duration open,
            OpenRecords records) {}

    /** What is told of an upload beside its bytes; none of it is believed. */
    public record Told(
            @Nullable String name,
            @Nullable String type,
            @Nullable String fileName) {
        @Override
        public String toString() {
            return "Told[]";
        }
    }

    /**
     * A file with what the wire does not show everywhere.
     *
     * @param patientId whose record it is part of, null until it is
     */
    public record Seen(StoredFile file, @Nullable UUID patientId, Instant updatedAt) {}

    /** Content to be sent; {@code opener} gives it from a position on. */
    public record Content(
            String mimeType,
            String name,
            long size,
            @Nullable UUID patientId,
            LongFunction<InputStream> opener) {
        @Override
        public String toString() {
            return "Content[" + mimeType + "]";
        }
    }

    /** The room, complete. */
    public Files(Ground ground) {
        this.ground = ground;
        this.contents = new Contents(ground.vault(), ground.blobs(), store);
        this.examination = new Examination(ground.scanner());
        this.links = new FileLinks(ground.vault(), ground.clocks(), ground.open());
        this.lent = new LentFiles(ground, store, contents, links);
    }

    /** What the server made for a link. */
    public LentFiles lent() {
        return lent;
    }

    /** The largest upload of all, in bytes. */
    public static long mostBytes() {
        return FilePolicy.Kind.VIDEO.mostBytes();
    }

    /** Takes the bytes of an upload. */
    @FunctionalInterface
    public interface Sink {
        /** The next bytes, valid during the call. */
        void write(byte[] bytes, int offset, int length);
    }

    /**
     * Takes the bytes of an upload and examines them; outside of a transaction, since a scanner may be asked.
     *
     * @param reading puts the bytes into the sink and answers what is told of them
     * @throws Problem INVALID, TOO_LARGE for what is refused, UNAVAILABLE when nobody can say
     */
    public NewFile receive(Caller caller, Function<Sink, Told> reading) {
        caller.require(Permission.FILE_WRITE);
        Draft draft = ground.blobs().draft();
        boolean taken = false;
        try {
            Told told = reading.apply(draft::write);
            NewFile examined = examination.examine(draft, told);
            taken = true;
            return examined;
        } finally {
            if (!taken) {
                draft.close();
            }
        }
    }

    /** Keeps an examined upload. */
    public Seen add(Tx tx, Caller caller, NewFile file) {
        caller.require(Permission.FILE_WRITE);
        UUID fileId = file.draft().id();
        UUID tenantId = caller.tenantId();
        Instant now = now(tenantId);
        byte[] picture = file.thumbnail();
        FileRow row = new FileRow(
                fileId,
                tenantId,
                tenantId == null ? caller.partnerId() : null,
                caller.id(),
                null,
                path(file.accepted()),
                file.name(),
                file.type(),
                file.accepted().mimeType(),
                file.draft().size(),
                contents.sealedKey(tenantId, fileId, file.draft().key()),
                picture != null,
                0,
                now,
                now,
                null);
        ground.blobs().keep(file.draft());
        store.insert(tx, row, contents.sealedThumbnail(tenantId, fileId, picture));
        ground.audit().changed(tx, caller, change("file.added", row, Map.of(), row.told()));
        return seen(row);
    }

    /** One file. */
    public Seen find(Tx tx, Caller caller, UUID fileId) {
        caller.require(Permission.FILE_READ);
        return seen(store.find(tx, reach(caller), fileId)
                .filter(row -> isOpen(tx, caller, row))
                .orElseThrow(Problem::notFound));
    }

    /** Whether {@link #find} would find it. */
    public boolean reaches(Tx tx, Caller caller, UUID fileId) {
        return store.find(tx, reach(caller), fileId)
                .filter(row -> isOpen(tx, caller, row))
                .isPresent();
    }

    /** Files of these tenants by id; unknown, foreign and deleted ones are left out. */
    public Map<UUID, StoredFile> all(Tx tx, Scope scope, Collection<UUID> fileIds) {
        return fileIds.isEmpty()
                ? Map.of()
                : store.all(tx, scope, fileIds).stream().collect(Collectors.toMap(FileRow::fileId, this::shown));
    }

    /**
     * A file of a patient's record with what it holds.
     *
     * @param content can be opened until the file is deleted
     */
    public record Held(StoredFile file, Content content) {}

    /** All files of a patient's record with their content, newest first. */
    public List<Held> held(Tx tx, UUID tenantId, UUID patientId) {
        return store.everyOf(tx, Scope.tenant(tenantId), patientId).stream()
                .map(row -> new Held(shown(row), contents.whole(row)))
                .toList();
    }

    /** Files that are in no tenant, by id, whoever asks: for what shows them as its own, such as a portrait. */
    public Map<UUID, Seen> loose(Tx tx, Collection<UUID> fileIds) {
        return fileIds.isEmpty()
                ? Map.of()
                : store.loose(tx, fileIds).stream().collect(Collectors.toMap(FileRow::fileId, this::seen));
    }

    /** Such files as others nest them. */
    public Map<UUID, StoredFile> portraits(Tx tx, Stream<@Nullable UUID> fileIds) {
        Set<UUID> named = fileIds.flatMap(Stream::ofNullable).collect(Collectors.toSet());
        Map<UUID, StoredFile> portraits = new HashMap<>();
        loose(tx, named).forEach((id, seen) -> portraits.put(id, seen.file()));
        return portraits;
    }

    /**
     * A file for something that is no patient's; a partner that is named has it from now on.
     *
     * @throws Problem NOT_FOUND out of reach or of another partner, INVALID for a file of patients' records
     */
    public Seen claim(Tx tx, Caller caller, UUID fileId, @Nullable UUID partnerId) {
        FileRow row = lock(tx, caller, fileId).orElseThrow(Problem::notFound);
        if (row.tenantId() != null) {
            throw Problem.invalid("file", "This file belongs to the records of patients.");
        }
        if (!taken(tx, row, partnerId)) {
            throw Problem.notFound();
        }
        return seen(row);
    }

    /**
     * The same for the files that these fields name; what is no id is left alone.
     *
     * @throws Problem INVALID with every field whose file cannot be taken
     */
    public void claimAll(
            Tx tx, Caller caller, @Nullable UUID partnerId, Map<String, ? extends @Nullable Object> named) {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        named.forEach((field, value) -> {
            if (value instanceof UUID fileId
                    && lock(tx, caller, fileId)
                            .filter(row -> row.tenantId() == null && taken(tx, row, partnerId))
                            .isEmpty()) {
                faults.put(field, List.of("This file is unknown, or belongs to the records of patients."));
            }
        });
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private boolean taken(Tx tx, FileRow row, @Nullable UUID partnerId) {
        if (partnerId != null && row.partnerId() == null) {
            store.claim(tx, row, partnerId);
            return true;
        }
        return partnerId == null || partnerId.equals(row.partnerId());
    }

    /** The files of a patient's record, newest first. */
    public Page<StoredFile> ofPatient(Tx tx, Scope scope, UUID patientId, PageQuery query) {
        return store.ofPatient(tx, scope, patientId, query).map(this::shown);
    }

    /**
     * Makes a file part of a patient's record: one that nobody has yet becomes the tenant's. Empty when the caller does not
     * reach it, or another tenant has it.
     */
    public Optional<StoredFile> attach(Tx tx, Caller caller, UUID fileId, UUID tenantId, UUID patientId) {
        FileRow row = lock(tx, caller, fileId).orElse(null);
        if (row == null || row.tenantId() != null && !row.tenantId().equals(tenantId)) {
            return Optional.empty();
        }
        if (row.tenantId() != null && row.patientId() != null) {
            return Optional.of(shown(row));
        }
        UUID of = row.patientId() == null ? patientId : row.patientId();
        FileRow given = row.given(tenantId, of, contents.keyFor(tenantId, row));
        store.give(tx, given, contents.thumbnailFor(tx, tenantId, row));
        Map<String, Object> whose = Map.of("patient_id", String.valueOf(given.patientId()));
        ground.audit().changed(tx, caller, change("file.given", given, Map.of(), whose));
        return Optional.of(shown(given));
    }

    /**
     * Changes a file's words, or how it is turned; nothing is written when all stays as it is.
     *
     * @throws Problem INVALID for an unknown type, a turn that is no quarter turn, or what viewers cannot show turned
     */
    public Seen change(Tx tx, Caller caller, UUID fileId, ChangeFile command) {
        caller.require(Permission.FILE_WRITE);
        FileRow before = lock(tx, caller, fileId).orElseThrow(Problem::notFound);
        FileRow after = FilePolicy.changed(before, command, now(before.tenantId()));
        Map<String, Object> fresh = after.told();
        Map<String, Object> old = before.told();
        fresh.entrySet().removeIf(entry -> entry.getValue().equals(old.get(entry.getKey())));
        if (fresh.isEmpty()) {
            return seen(before);
        }
        old.keySet().retainAll(fresh.keySet());
        store.change(tx, after, after.turns() == before.turns() ? null : contents.turned(after));
        ground.audit().changed(tx, caller, change("file.changed", after, old, fresh));
        return seen(after);
    }

    /** Deletes a file for good: its key is gone with the commit. People of care delete only what they uploaded. */
    public void delete(Tx tx, Caller caller, UUID fileId) {
        caller.require(Permission.FILE_WRITE);
        FileRow row = lock(tx, caller, fileId).orElseThrow(Problem::notFound);
        boolean ofCare = caller.role() == Role.CLINICIAN || caller.role() == Role.MEDICAL_ASSISTANT;
        if (ofCare && !row.uploadedBy().equals(caller.id())) {
            throw Problem.forbidden();
        }
        store.delete(tx, row, now(row.tenantId()));
        ground.audit().changed(tx, caller, change("file.deleted", row, row.told(), Map.of()));
        if (row.tenantId() != null) {
            ground.events().append(tx, new FileDeleted(row.tenantId(), fileId));
        }
        tx.afterCommit(() -> ground.blobs().delete(fileId));
    }

    /** The content behind a link: of the whole file, or of its thumbnail. Checks the link; then 404 for what is gone. */
    public Content linked(Tx tx, UUID fileId, boolean thumbnail, @Nullable String expires, @Nullable String signature) {
        links.check(fileId, thumbnail ? Shown.THUMBNAIL : Shown.FILE, expires, signature);
        FileRow row = store.linked(tx, fileId)
                .filter(file -> file.tenantId() == null || isOpen(tx, Caller.system(file.tenantId()), file))
                .orElseThrow(Problem::notFound);
        return thumbnail ? contents.thumbnail(tx, row) : contents.whole(row);
    }

    /** Deletes what was lent, and content without a row, when older than a day: the latter a crash left. Run it daily. */
    public void sweep(Tx tx) {
        lent.sweep(tx);
        List<UUID> old = ground.blobs().sweep(ground.clocks().now(), STRAY_AGE);
        Set<UUID> present = Set.copyOf(store.present(tx, old));
        old.stream().filter(id -> !present.contains(id)).forEach(ground.blobs()::delete);
    }

    private Optional<FileRow> lock(Tx tx, Caller caller, UUID fileId) {
        return store.lock(tx, reach(caller), fileId).filter(row -> isOpen(tx, caller, row));
    }

    /** People of care reach files of their patients; a partner's papers need a right; what is nobody's is the uploader's. */
    private boolean isOpen(Tx tx, Caller caller, FileRow row) {
        UUID patientId = row.patientId();
        if (patientId != null) {
            return ground.records().isOpen(tx, caller.scope(), patientId);
        }
        boolean may = !row.isPaper() || caller.permissions().contains(Permission.DOCUMENT_READ);
        return caller.scope().isWhole() && may || row.uploadedBy().equals(caller.id());
    }

    static String path(Accepted kind) {
        return "partners/" + Secrets.alphanumeric(PATH_LETTERS) + "." + kind.extension();
    }

    private Seen seen(FileRow row) {
        return new Seen(shown(row), row.patientId(), row.updatedAt());
    }

    private StoredFile shown(FileRow row) {
        return new StoredFile(
                row.fileId(),
                row.path(),
                row.name(),
                row.mimeType(),
                row.type(),
                links.to(row.fileId(), Shown.FILE),
                row.pictured() ? links.to(row.fileId(), Shown.THUMBNAIL) : null,
                row.createdAt());
    }

    private static Reach reach(Caller caller) {
        return new Reach(caller.scope(), caller.id());
    }

    private Instant now(@Nullable UUID tenantId) {
        return tenantId == null ? ground.clocks().now() : ground.clocks().now(tenantId);
    }

    private static AuditedChange change(
            String action, FileRow of, Map<String, Object> before, Map<String, Object> after) {
        return new AuditedChange(action, of.tenantId(), "file", of.fileId(), before, after);
    }
}
