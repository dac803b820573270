package io.careloom.patients;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tag;
import io.careloom.partners.TagDeleted;
import io.careloom.partners.Tags;
import io.careloom.patients.PatientTagStore.Attached;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tags of patients: a global one, one of the patient's partner, or one of the clinician. A tag that is not there is
 * 404, as is a patient out of scope.
 */
public final class PatientTags {
    private final PatientTagStore store;
    private final PatientStore patients;
    private final HistoryStore history = new HistoryStore();
    private final Patients.Ground ground;
    private final Partners partners;
    private final Tags tags;

    PatientTags(PatientStore patients, Patients.Ground ground, Partners partners) {
        this.patients = patients;
        this.ground = ground;
        this.partners = partners;
        this.tags = partners.tags();
        this.store = new PatientTagStore(ground.vault());
    }

    /** Attaches a tag, of which partners are told; one that is attached already takes the notes, when they are others. */
    public void attach(Tx tx, Caller caller, UUID patientId, UUID tagId, @Nullable String notes) {
        PatientRow patient = lock(tx, caller, patientId);
        UUID partnerId = partners.tenant(tx, patient.tenantId()).partnerId();
        Tag tag = tags.attachable(tx, caller, partnerId, tagId);
        Optional<Attached> present = store.find(tx, patient, tag.id());
        if (present.isPresent()) {
            if (notes != null) {
                note(tx, caller, patient, present.get(), notes);
            }
            return;
        }
        store.attach(tx, patient, tagId, notes);
        PatientRow after = patient.tagged(patient.tags() + 1).counting(1);
        Instant now = ground.clocks().now(patient.tenantId());
        patients.update(tx, after, Map.of(), now);
        kept(tx, caller, after, new Act(tagId, "added"), now);
        ground.events().append(tx, new PatientTagAttached(after.tenantId(), patientId, after.version(), tagId, notes));
    }

    /** Changes the notes of an attached tag. */
    public void annotate(Tx tx, Caller caller, UUID patientId, UUID tagId, String notes) {
        PatientRow patient = lock(tx, caller, patientId);
        attached(tx, patient, tagId);
        note(tx, caller, patient, store.find(tx, patient, tagId).orElseThrow(Problem::notFound), notes);
    }

    /** Takes a tag off; one that only administrators take off is forbidden to others. */
    public void detach(Tx tx, Caller caller, UUID patientId, UUID tagId) {
        PatientRow patient = lock(tx, caller, patientId);
        tags.requireRemovable(caller, attached(tx, patient, tagId));
        takeOff(tx, caller, patient, tagId);
    }

    private void takeOff(Tx tx, Caller caller, PatientRow patient, UUID tagId) {
        store.detach(tx, patient, tagId);
        Instant now = ground.clocks().now(patient.tenantId());
        patients.update(tx, patient.tagged(patient.tags() - 1), Map.of(), now);
        kept(tx, caller, patient, new Act(tagId, "removed"), now);
    }

    /** Takes off what was deleted, whoever has it, with a line for each; who left keeps it hidden. */
    public Subscriber whenDeleted() {
        return new Subscriber() {
            @Override
            public String name() {
                return "patients.deleted_tags";
            }

            @Override
            public Set<String> names() {
                return Set.of(TagDeleted.class.getSimpleName());
            }

            @Override
            public void on(Tx tx, RecordedEvent event) {
                UUID tagId = event.subjectId();
                store.having(tx, tagId)
                        .forEach((tenantId, ids) ->
                                ids.forEach(patientId -> patients.lock(tx, Scope.tenant(tenantId), patientId)
                                        .filter(patient ->
                                                store.find(tx, patient, tagId).isPresent())
                                        .ifPresent(patient -> takeOff(tx, Caller.system(tenantId), patient, tagId))));
            }
        };
    }

    /** The tags of patients, with their notes, in the order in which they were attached; deleted ones are left out. */
    Map<UUID, List<Tag>> of(Tx tx, List<PatientRow> rows) {
        List<PatientRow> having = rows.stream().filter(row -> row.tags() > 0).toList();
        if (having.isEmpty()) {
            return Map.of();
        }
        List<Attached> attached = store.of(tx, having);
        Map<UUID, Tag> living = new HashMap<>(
                tags.all(tx, attached.stream().map(Attached::tagId).collect(Collectors.toSet())));
        living.values().removeIf(tag -> tag.deletedAt() != null);
        return attached.stream()
                .filter(row -> living.containsKey(row.tagId()))
                .collect(Collectors.groupingBy(
                        Attached::patientId,
                        Collectors.mapping(
                                row -> Optional.ofNullable(living.get(row.tagId()))
                                        .orElseThrow()
                                        .noted(row.notes()),
                                Collectors.toList())));
    }

    /**
     * What was done to a tag.
     *
     * @param type {@code added}, {@code updated} or {@code removed}
     */
    private record Act(UUID tagId, String type) {}

    private PatientRow lock(Tx tx, Caller caller, UUID patientId) {
        caller.require(Permission.TAG_ATTACH);
        return patients.lock(tx, caller.scope(), patientId).orElseThrow(Problem::notFound);
    }

    private Tag attached(Tx tx, PatientRow of, UUID tagId) {
        return store.find(tx, of, tagId)
                .flatMap(row -> Optional.ofNullable(tags.all(tx, List.of(tagId)).get(tagId)))
                .filter(tag -> tag.deletedAt() == null)
                .orElseThrow(Problem::notFound);
    }

    private void note(Tx tx, Caller caller, PatientRow patient, Attached present, String notes) {
        if (notes.equals(present.notes())) {
            return;
        }
        store.note(tx, patient, present, notes);
        Instant now = ground.clocks().now(patient.tenantId());
        kept(tx, caller, patient, new Act(present.tagId(), "updated"), now);
    }

    private void kept(Tx tx, Caller caller, PatientRow patient, Act act, Instant now) {
        history.add(
                tx,
                patient,
                Ids.random(),
                new HistoryStore.Line(now, "tag", act.type(), "Tag " + act.type(), PatientHistory.by(caller)));
        ground.audit()
                .changed(
                        tx,
                        caller,
                        new AuditedChange(
                                "patient.tag_" + act.type(),
                                patient.tenantId(),
                                "patient",
                                patient.patientId(),
                                Map.of(),
                                Map.of("tag_id", act.tagId().toString())));
    }
}
