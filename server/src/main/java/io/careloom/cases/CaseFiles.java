package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseEvent.CaseFileAdded;
import io.careloom.cases.CaseEvent.CaseFileDeleted;
import io.careloom.cases.CaseEvent.FileLabResultsProcessed;
import io.careloom.cases.CaseTrail.Part;
import io.careloom.cases.ContentStore.FileLine;
import io.careloom.files.FileDeleted;
import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The files of cases. What is attached becomes part of the patient's record; partners are told of each that comes and goes.
 * A file that the caller does not reach, or that belongs to another tenant, is 404.
 */
public final class CaseFiles {
    private final Reaches reaches;
    private final ContentStore contents;
    private final CaseTrail trail;
    private final Files files;

    CaseFiles(Reaches reaches, ContentStore contents, CaseTrail trail, Files files) {
        this.reaches = reaches;
        this.contents = contents;
        this.trail = trail;
        this.files = files;
    }

    /** The files in the order in which they were attached; 404 out of reach. */
    public Cases.Shown<List<StoredFile>> list(Tx tx, Caller caller, UUID caseId) {
        Case found = reaches.find(tx, caller, caseId);
        return new Cases.Shown<>(found.subject().patientId(), present(tx, found));
    }

    /** Attaches a file; one that is attached already stays as it is. */
    public StoredFile attach(Tx tx, Caller caller, UUID caseId, UUID fileId) {
        Case found = lock(tx, caller, caseId);
        StoredFile file = reached(tx, caller, found, fileId, Problem::notFound);
        if (!attached(tx, found).contains(fileId)) {
            added(tx, caller, found, file);
        }
        return file;
    }

    /**
     * Leaves the case with these files and no others.
     *
     * @throws Problem INVALID for a file that cannot be attached
     */
    public List<StoredFile> replace(Tx tx, Caller caller, UUID caseId, List<UUID> fileIds) {
        Case now = lock(tx, caller, caseId);
        List<UUID> before = attached(tx, now);
        for (UUID gone : before) {
            if (!fileIds.contains(gone)) {
                now = removed(tx, caller, now, gone);
            }
        }
        List<UUID> fresh =
                fileIds.stream().filter(id -> !before.contains(id)).distinct().toList();
        return present(tx, fill(tx, caller, now, fresh));
    }

    /** Detaches a file, which stays in the patient's record; 404 when it is not attached. */
    public void detach(Tx tx, Caller caller, UUID caseId, UUID fileId) {
        Case found = lock(tx, caller, caseId);
        if (!attached(tx, found).contains(fileId)) {
            throw Problem.notFound();
        }
        removed(tx, caller, found, fileId);
    }

    /** Attaches files to a locked case, or one that was just opened; answers the case after the last one was told. */
    Case fill(Tx tx, Caller caller, Case of, List<UUID> fileIds) {
        Case now = of;
        List<UUID> distinct = List.copyOf(new LinkedHashSet<>(fileIds));
        for (int position = 0; position < distinct.size(); position++) {
            String field = "case_files." + position;
            StoredFile file = reached(
                    tx, caller, now, distinct.get(position), () -> Problem.invalid(field, "This file is unknown."));
            now = added(tx, caller, now, file);
        }
        return now;
    }

    /** Files by case. */
    Map<UUID, List<StoredFile>> filesOf(Tx tx, Scope scope, Collection<UUID> caseIds) {
        List<FileLine> lines = contents.files(tx, scope, caseIds);
        Map<UUID, StoredFile> known =
                files.all(tx, scope, lines.stream().map(FileLine::fileId).collect(Collectors.toSet()));
        return lines.stream()
                .filter(line -> known.containsKey(line.fileId()))
                .collect(Collectors.groupingBy(
                        FileLine::caseId,
                        Collectors.mapping(
                                line -> Objects.requireNonNull(known.get(line.fileId())), Collectors.toList())));
    }

    /** Detaches what was deleted from whatever case has it. */
    Subscriber whenDeleted(CaseStore cases) {
        return new Subscriber() {
            @Override
            public String name() {
                return "cases.deleted_files";
            }

            @Override
            public Set<String> names() {
                return Set.of(FileDeleted.class.getSimpleName());
            }

            @Override
            public void on(Tx tx, RecordedEvent event) {
                Scope scope = Scope.tenant(event.tenantId());
                for (UUID caseId : contents.casesWith(tx, scope, event.subjectId())) {
                    cases.lock(tx, Reach.all(scope), caseId)
                            .ifPresent(found -> removed(tx, Caller.system(event.tenantId()), found, event.subjectId()));
                }
            }
        };
    }

    private Case lock(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.FILE_WRITE);
        return CaseContents.requireChangeable(reaches.lock(tx, caller, caseId));
    }

    private StoredFile reached(Tx tx, Caller caller, Case of, UUID fileId, Supplier<Problem> otherwise) {
        return files.attach(
                        tx,
                        caller,
                        fileId,
                        of.subject().tenantId(),
                        of.subject().patientId())
                .orElseThrow(otherwise);
    }

    private List<UUID> attached(Tx tx, Case of) {
        return contents.files(tx, Scope.tenant(of.subject().tenantId()), List.of(of.caseId())).stream()
                .map(FileLine::fileId)
                .toList();
    }

    /** The files of one case. */
    List<StoredFile> present(Tx tx, Case of) {
        return filesOf(tx, Scope.tenant(of.subject().tenantId()), List.of(of.caseId()))
                .getOrDefault(of.caseId(), List.of());
    }

    private Case added(Tx tx, Caller caller, Case to, StoredFile file) {
        UUID tenantId = to.subject().tenantId();
        String metadata = to.terms().metadata();
        contents.addFile(tx, to, file.fileId());
        Case now = tell(
                tx,
                caller,
                to,
                new Part("casefile", "file_added", "File added", ofFile(file.fileId())),
                next -> new CaseFileAdded(tenantId, next.caseId(), next.version(), file.fileId(), metadata));
        if (!file.holdsLabResults()) {
            return now;
        }
        Case processed = now.told(now.updatedAt());
        trail.told(
                tx, processed, new FileLabResultsProcessed(tenantId, to.caseId(), processed.version(), file.fileId()));
        return processed;
    }

    private Case removed(Tx tx, Caller caller, Case from, UUID fileId) {
        UUID tenantId = from.subject().tenantId();
        String metadata = from.terms().metadata();
        contents.removeFile(tx, from, fileId);
        return tell(
                tx,
                caller,
                from,
                new Part("casefile", "file_removed", "File removed", ofFile(fileId)),
                next -> new CaseFileDeleted(tenantId, next.caseId(), next.version(), fileId, metadata));
    }

    private Case tell(Tx tx, Caller caller, Case of, Part part, Function<Case, CaseEvent> event) {
        Step step = trail.step(Actor.of(caller), of.subject().tenantId(), null);
        trail.noted(tx, caller, of, step, part);
        Case next = of.told(step.at());
        trail.told(tx, next, event.apply(next));
        return next;
    }

    private static Map<String, Object> ofFile(UUID fileId) {
        return Map.of("file_id", fileId.toString());
    }
}
