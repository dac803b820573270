package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseEvent.CaseTagAttached;
import io.careloom.cases.CaseTagStore.Attached;
import io.careloom.cases.CaseTagStore.Hanging;
import io.careloom.cases.CaseTagStore.Line;
import io.careloom.cases.CaseTrail.Part;
import io.careloom.cases.CaseTrail.Tagged;
import io.careloom.cases.charts.TagLine;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tag;
import io.careloom.partners.TagDeleted;
import io.careloom.partners.Tags;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tags of cases, in whatever status: a global one, one of the case's partner, or one of the clinician. A tag that is
 * not there is 404. What became of them is kept, also when a status took one off.
 */
public final class CaseTags {
    private final Reaches reaches;
    private final CaseTagStore store;
    private final CaseTrail trail;
    private final Tags tags;

    CaseTags(Reaches reaches, CaseTagStore store, CaseTrail trail, Tags tags) {
        this.reaches = reaches;
        this.store = store;
        this.trail = trail;
        this.tags = tags;
    }

    /** Attaches a tag, of which partners are told; one that is attached already takes the notes, when they are others. */
    public void attach(Tx tx, Caller caller, UUID caseId, UUID tagId, @Nullable String notes) {
        Case found = lock(tx, caller, caseId);
        Tag tag = tags.attachable(tx, caller, found.subject().partnerId(), tagId);
        Optional<Attached> present = store.find(tx, found, null, tag.id());
        if (present.isEmpty()) {
            attach(tx, caller, found, tag.id(), notes);
        } else if (notes != null) {
            note(tx, caller, found, present.get(), notes);
        }
    }

    /** Changes the notes of an attached tag. */
    public void annotate(Tx tx, Caller caller, UUID caseId, UUID tagId, String notes) {
        Case found = lock(tx, caller, caseId);
        note(tx, caller, found, attached(tx, found, null, tagId), notes);
    }

    /**
     * Takes a tag off; one that only administrators take off is forbidden to others.
     *
     * @param notes why; null for no reason
     */
    public void detach(Tx tx, Caller caller, UUID caseId, UUID tagId, @Nullable String notes) {
        Case found = lock(tx, caller, caseId);
        remove(tx, caller, found, attached(tx, found, null, tagId));
        Step step = step(caller, found, notes == null ? "Tag removed" : notes);
        trail.tagged(tx, caller, found, new Tagged(tagId, "removed", step));
    }

    /** The tags of a file of the case with their notes, in the order in which they were attached. */
    public Cases.Shown<Page<Tag>> ofFile(Tx tx, Caller caller, UUID caseId, UUID fileId, PageQuery page) {
        Case found = reaches.find(tx, caller, caseId);
        requireFile(tx, found, fileId);
        List<Attached> rows = store.ofFile(tx, found, fileId);
        Map<UUID, Tag> known = living(tx, rows.stream().map(Attached::tagId).collect(Collectors.toSet()));
        List<Tag> shown = rows.stream()
                .filter(row -> known.containsKey(row.tagId()))
                .map(row -> Objects.requireNonNull(known.get(row.tagId())).noted(row.notes()))
                .toList();
        // a file has a handful of tags
        List<Tag> wanted =
                shown.stream().skip(page.offset()).limit(page.perPage()).toList();
        return new Cases.Shown<>(found.subject().patientId(), new Page<>(wanted, shown.size(), page));
    }

    /** Attaches a tag to a file of the case, or changes the notes of one that is attached. */
    public void attachToFile(Tx tx, Caller caller, OfFile of, @Nullable String notes) {
        Case found = lock(tx, caller, of.caseId());
        requireFile(tx, found, of.fileId());
        Tag tag = tags.attachable(tx, caller, found.subject().partnerId(), of.tagId());
        Optional<Attached> present = store.find(tx, found, of.fileId(), tag.id());
        if (present.isEmpty()) {
            store.attach(tx, found, of.fileId(), tag.id(), notes);
            notedOnFile(tx, caller, found, of, "added");
        } else if (notes != null) {
            noteOnFile(tx, caller, found, of, notes);
        }
    }

    /** Changes the notes of a tag of a file of the case. */
    public void annotateFile(Tx tx, Caller caller, OfFile of, String notes) {
        Case found = lock(tx, caller, of.caseId());
        requireFile(tx, found, of.fileId());
        noteOnFile(tx, caller, found, of, notes);
    }

    /** Takes a tag off a file of the case; one that only administrators take off is forbidden to others. */
    public void detachFromFile(Tx tx, Caller caller, OfFile of) {
        Case found = lock(tx, caller, of.caseId());
        requireFile(tx, found, of.fileId());
        remove(tx, caller, found, attached(tx, found, of.fileId(), of.tagId()));
        notedOnFile(tx, caller, found, of, "removed");
    }

    /** A tag of a file of a case. */
    public record OfFile(UUID caseId, UUID fileId, UUID tagId) {}

    /** Takes off what was deleted, wherever it hangs, with a line for each. */
    Subscriber whenDeleted(CaseStore cases) {
        return new Subscriber() {
            @Override
            public String name() {
                return "cases.deleted_tags";
            }

            @Override
            public Set<String> names() {
                return Set.of(TagDeleted.class.getSimpleName());
            }

            @Override
            public void on(Tx tx, RecordedEvent event) {
                for (Hanging hanging : store.everywhere(tx, event.subjectId())) {
                    cases.lock(
                                    tx,
                                    Reach.all(Scope.tenant(hanging.tenantId())),
                                    hanging.tag().caseId())
                            .filter(found -> store.find(tx, found, hanging.fileId(), event.subjectId())
                                    .isPresent())
                            .ifPresent(found -> fallsOff(tx, found, hanging));
                }
            }
        };
    }

    private void fallsOff(Tx tx, Case found, Hanging hanging) {
        Caller server = Caller.system(hanging.tenantId());
        UUID tagId = hanging.tag().tagId();
        store.detach(tx, found, hanging.tag());
        if (hanging.fileId() == null) {
            trail.tagged(tx, server, found, new Tagged(tagId, "removed", step(server, found, "The tag was deleted")));
        } else {
            notedOnFile(tx, server, found, new OfFile(found.caseId(), hanging.fileId(), tagId), "removed");
        }
    }

    /** What became of the case's tags, oldest first; 404 out of reach. */
    public Cases.Shown<Page<TagLine>> history(Tx tx, Caller caller, UUID caseId, PageQuery page) {
        Case found = reaches.find(tx, caller, caseId);
        Page<Line> lines = store.lines(tx, found, page);
        Map<UUID, Tag> known =
                tags.all(tx, lines.items().stream().map(Line::tagId).collect(Collectors.toSet()));
        return new Cases.Shown<>(
                found.subject().patientId(),
                lines.map(line -> new TagLine(
                        line.event(),
                        caseId,
                        line.tagId(),
                        line.reason(),
                        line.actor().id(),
                        line.actor().modelType(),
                        line.at(),
                        line.at(),
                        null,
                        Objects.requireNonNull(known.get(line.tagId())))));
    }

    /** Those of the ids that still name a tag of somebody. */
    List<UUID> living(Tx tx, List<UUID> tagIds) {
        return List.copyOf(living(tx, Set.copyOf(tagIds)).keySet());
    }

    private Map<UUID, Tag> living(Tx tx, Set<UUID> tagIds) {
        Map<UUID, Tag> living = new HashMap<>(tags.all(tx, tagIds));
        living.values().removeIf(tag -> tag.deletedAt() != null);
        return living;
    }

    /** Refuses ids that name no tag the caller may attach to a case of this partner. */
    void requireAttachable(Tx tx, Caller caller, UUID partnerId, List<UUID> tagIds) {
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (int position = 0; position < tagIds.size(); position++) {
            if (!tags.isAttachable(tx, caller, partnerId, tagIds.get(position))) {
                unknown.put("tags.%d.tag_id".formatted(position), List.of("This tag is unknown."));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
    }

    /** Attaches the tags with which a case was opened; answers the case after the last one was told. */
    Case fill(Tx tx, Caller caller, Case opened, List<UUID> tagIds) {
        Case now = opened;
        for (UUID tagId : new LinkedHashSet<>(tagIds)) {
            now = attach(tx, caller, now, tagId, null);
        }
        return now;
    }

    private Case lock(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.TAG_ATTACH);
        return reaches.lock(tx, caller, caseId);
    }

    /** What is attached and not deleted meanwhile. */
    private Attached attached(Tx tx, Case of, @Nullable UUID fileId, UUID tagId) {
        return store.find(tx, of, fileId, tagId)
                .filter(row -> !living(tx, List.of(tagId)).isEmpty())
                .orElseThrow(Problem::notFound);
    }

    private void remove(Tx tx, Caller caller, Case found, Attached row) {
        tags.requireRemovable(
                caller,
                Objects.requireNonNull(tags.all(tx, List.of(row.tagId())).get(row.tagId())));
        store.detach(tx, found, row);
    }

    private void requireFile(Tx tx, Case found, UUID fileId) {
        if (!store.hasFile(tx, found, fileId)) {
            throw Problem.notFound();
        }
    }

    private void noteOnFile(Tx tx, Caller caller, Case found, OfFile of, String notes) {
        Attached present = attached(tx, found, of.fileId(), of.tagId());
        if (!notes.equals(present.notes())) {
            store.note(tx, found, present, notes);
            notedOnFile(tx, caller, found, of, "updated");
        }
    }

    private void notedOnFile(Tx tx, Caller caller, Case found, OfFile of, String event) {
        Step step = step(caller, found, "File tag " + event);
        Map<String, Object> ids =
                Map.of("file_id", of.fileId().toString(), "tag_id", of.tagId().toString());
        trail.noted(tx, caller, found, step, new Part("casefiletag", "file_tag_" + event, "File tag " + event, ids));
    }

    private Case attach(Tx tx, Caller caller, Case found, UUID tagId, @Nullable String notes) {
        Step step = step(caller, found, "New Tag");
        store.attach(tx, found, null, tagId, notes);
        trail.tagged(tx, caller, found, new Tagged(tagId, "added", step));
        Case after = found.told(step.at());
        trail.told(
                tx,
                after,
                new CaseTagAttached(found.subject().tenantId(), found.caseId(), after.version(), tagId, notes));
        return after;
    }

    private void note(Tx tx, Caller caller, Case found, Attached present, String notes) {
        if (notes.equals(present.notes())) {
            return;
        }
        store.note(tx, found, present, notes);
        trail.tagged(
                tx, caller, found, new Tagged(present.tagId(), "updated", step(caller, found, "Update Tag notes")));
    }

    private Step step(Caller caller, Case found, String reason) {
        return trail.step(Actor.of(caller), found.subject().tenantId(), reason);
    }
}
