package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseEvent.CaseTagAttached;
import io.careloom.cases.CaseTagStore.Attached;
import io.careloom.cases.CaseTagStore.Line;
import io.careloom.cases.CaseTrail.Tagged;
import io.careloom.cases.charts.TagLine;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.Tag;
import io.careloom.partners.Tags;
import io.careloom.platform.database.Tx;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        Optional<Attached> present = store.find(tx, found, tag.id());
        if (present.isEmpty()) {
            attach(tx, caller, found, tag.id(), notes);
        } else if (notes != null) {
            note(tx, caller, found, present.get(), notes);
        }
    }

    /** Changes the notes of an attached tag. */
    public void annotate(Tx tx, Caller caller, UUID caseId, UUID tagId, String notes) {
        Case found = lock(tx, caller, caseId);
        attached(tx, found, tagId);
        note(tx, caller, found, store.find(tx, found, tagId).orElseThrow(Problem::notFound), notes);
    }

    /**
     * Takes a tag off; one that only administrators take off is forbidden to others.
     *
     * @param notes why; null for no reason
     */
    public void detach(Tx tx, Caller caller, UUID caseId, UUID tagId, @Nullable String notes) {
        Case found = lock(tx, caller, caseId);
        tags.requireRemovable(caller, attached(tx, found, tagId));
        store.detach(tx, found, tagId);
        Step step = step(caller, found, notes == null ? "Tag removed" : notes);
        trail.tagged(tx, caller, found, new Tagged(tagId, "removed", step));
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
        return tags.all(tx, tagIds).values().stream()
                .filter(tag -> tag.deletedAt() == null)
                .map(Tag::id)
                .toList();
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

    private Tag attached(Tx tx, Case of, UUID tagId) {
        return store.find(tx, of, tagId)
                .flatMap(row -> Optional.ofNullable(tags.all(tx, List.of(tagId)).get(tagId)))
                .filter(tag -> tag.deletedAt() == null)
                .orElseThrow(Problem::notFound);
    }

    private Case attach(Tx tx, Caller caller, Case found, UUID tagId, @Nullable String notes) {
        Step step = step(caller, found, "New Tag");
        store.attach(tx, found, tagId, notes);
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
