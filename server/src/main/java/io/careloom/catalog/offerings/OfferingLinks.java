package io.careloom.catalog.offerings;

import io.careloom.catalog.Disease;
import io.careloom.catalog.Listed;
import io.careloom.catalog.offerings.LinkStore.Ends;
import io.careloom.catalog.offerings.LinkStore.Kind;
import io.careloom.catalog.offerings.LinkStore.Link;
import io.careloom.catalog.offerings.OfferingTrail.Told;
import io.careloom.geography.State;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.partners.Tag;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is attached to an offering: the diseases it is for, the states it is offered in (none: everywhere), the offerings
 * that go with it, tags. Attaching again changes the detail, if there is one; what is not attached is 404.
 */
public final class OfferingLinks {
    private final Offerings.Neighbours rooms;
    private final OfferingReach reach;
    private final OfferingTrail trail;

    OfferingLinks(Offerings.Neighbours rooms, OfferingReach reach, OfferingTrail trail) {
        this.rooms = rooms;
        this.reach = reach;
        this.trail = trail;
    }

    /**
     * Another offering that goes with one.
     *
     * @param type {@code recommendation} or {@code similar}
     */
    public record Related(Offering offering, String type) {}

    /** The diseases an offering is for, by code. */
    public Page<Listed<Disease>> diseases(Tx tx, Caller caller, Shelf.Key key, PageQuery query) {
        List<UUID> ids = attached(tx, caller, key, Kind.DISEASE).stream()
                .map(Link::otherId)
                .toList();
        return page(rooms.diseases().apply(tx, ids), query);
    }

    /** Attaches a disease; an unknown one is 404. */
    public void attachDisease(Tx tx, Caller caller, Shelf.Key key, UUID diseaseId) {
        Offering offering = reach.present(tx, caller, key);
        if (rooms.diseases().apply(tx, List.of(diseaseId)).isEmpty()) {
            throw Problem.notFound();
        }
        attach(tx, caller, new Ends(offering.id(), Kind.DISEASE, diseaseId), null);
    }

    /** Attaches a disease that there is to an offering that was just made. */
    void attachKnown(Tx tx, Caller caller, UUID offeringId, UUID diseaseId) {
        attach(tx, caller, new Ends(offeringId, Kind.DISEASE, diseaseId), null);
    }

    /** Detaches a disease. */
    public void detachDisease(Tx tx, Caller caller, Shelf.Key key, UUID diseaseId) {
        detach(tx, caller, new Ends(reach.present(tx, caller, key).id(), Kind.DISEASE, diseaseId));
    }

    /** The states an offering is offered in, in the order in which they were attached. */
    public Page<State> states(Tx tx, Caller caller, Shelf.Key key, PageQuery query) {
        return page(
                attached(tx, caller, key, Kind.STATE).stream()
                        .map(link -> rooms.geography().state(link.otherId()))
                        .flatMap(Optional::stream)
                        .toList(),
                query);
    }

    /** Attaches a state; an unknown one is 404. */
    public void attachState(Tx tx, Caller caller, Shelf.Key key, UUID stateId) {
        attach(tx, caller, new Ends(reach.present(tx, caller, key).id(), Kind.STATE, state(stateId)), null);
    }

    /** Detaches a state. */
    public void detachState(Tx tx, Caller caller, Shelf.Key key, UUID stateId) {
        detach(tx, caller, new Ends(reach.present(tx, caller, key).id(), Kind.STATE, state(stateId)));
    }

    /** The state by the id under which it is kept. */
    private UUID state(UUID stateId) {
        return rooms.geography().state(stateId).orElseThrow(Problem::notFound).stateId();
    }

    /** Other offerings that go with this one; {@code type} null for all. */
    public Page<Related> related(Tx tx, Caller caller, Shelf.Key key, @Nullable String type, PageQuery query) {
        List<Link> links = attached(tx, caller, key, Kind.OFFERING).stream()
                .filter(link -> type == null || type.equals(link.detail()))
                .toList();
        Map<UUID, Offering> known = new OfferingStore(tx)
                .all(links.stream().map(Link::otherId).toList()).stream()
                        .filter(offering -> offering.deletedAt() == null)
                        .collect(Collectors.toMap(Offering::id, Function.identity()));
        return page(
                links.stream()
                        .filter(link -> known.containsKey(link.otherId()))
                        .map(link -> new Related(
                                Objects.requireNonNull(known.get(link.otherId())),
                                Objects.requireNonNull(link.detail())))
                        .toList(),
                query);
    }

    /** Says that another offering of the shelf goes with this one; itself it does not. */
    public void relate(Tx tx, Caller caller, Shelf.Key key, UUID otherId, String type) {
        Offering offering = reach.present(tx, caller, key);
        Offering other = reach.find(tx, caller, key.shelf().key(otherId));
        if (other.deletedAt() != null || other.id().equals(offering.id())) {
            throw Problem.notFound();
        }
        attach(tx, caller, new Ends(offering.id(), Kind.OFFERING, other.id()), type);
    }

    /** Says that another offering does not go with this one. */
    public void unrelate(Tx tx, Caller caller, Shelf.Key key, UUID otherId) {
        detach(tx, caller, new Ends(reach.present(tx, caller, key).id(), Kind.OFFERING, otherId));
    }

    /** The tags of an offering with their notes; deleted ones are left out. */
    public Page<Tag> tags(Tx tx, Caller caller, Shelf.Key key, PageQuery query) {
        List<Link> links = attached(tx, caller, key, Kind.TAG);
        Map<UUID, Tag> known = rooms.partners()
                .tags()
                .all(tx, links.stream().map(Link::otherId).toList());
        return page(
                links.stream()
                        .flatMap(link -> Optional.ofNullable(known.get(link.otherId()))
                                .filter(tag -> tag.deletedAt() == null)
                                .map(tag -> tag.noted(link.detail()))
                                .stream())
                        .toList(),
                query);
    }

    /** Attaches a tag that the caller may use there; notes that are null leave those of an attached one. */
    public void attachTag(Tx tx, Caller caller, Shelf.Key key, UUID tagId, @Nullable String notes) {
        Offering offering = reach.present(tx, caller, key);
        UUID partnerId = offering.owner().partnerId();
        Tag tag = partnerId == null
                ? rooms.partners().tags().find(tx, caller, tagId)
                : rooms.partners().tags().attachable(tx, caller, partnerId, tagId);
        attach(tx, caller, new Ends(offering.id(), Kind.TAG, tag.id()), notes);
    }

    /** Changes the notes of an attached tag. */
    public void annotateTag(Tx tx, Caller caller, Shelf.Key key, UUID tagId, String notes) {
        Ends ends = new Ends(reach.present(tx, caller, key).id(), Kind.TAG, tagId);
        if (new LinkStore(tx).find(ends).isEmpty()) {
            throw Problem.notFound();
        }
        attach(tx, caller, ends, notes);
    }

    /** Takes a tag off; one that only administrators take off is forbidden to others. */
    public void detachTag(Tx tx, Caller caller, Shelf.Key key, UUID tagId) {
        Ends ends = new Ends(reach.present(tx, caller, key).id(), Kind.TAG, tagId);
        Optional.ofNullable(rooms.partners().tags().all(tx, List.of(tagId)).get(tagId))
                .ifPresent(tag -> rooms.partners().tags().requireRemovable(caller, tag));
        detach(tx, caller, ends);
    }

    /** Those of these offerings that are offered in the state. */
    public List<Offering> offeredIn(Tx tx, UUID stateId, List<Offering> offerings) {
        Map<UUID, List<Link>> states = new LinkStore(tx)
                .of(Kind.STATE, offerings.stream().map(Offering::id).toList()).stream()
                        .collect(Collectors.groupingBy(Link::offeringId));
        return offerings.stream()
                .filter(offering -> {
                    List<Link> named = states.getOrDefault(offering.id(), List.of());
                    return named.isEmpty()
                            || named.stream().anyMatch(link -> link.otherId().equals(stateId));
                })
                .toList();
    }

    /** Which of these have others that go with them. */
    public Set<UUID> recommending(Tx tx, Collection<UUID> offeringIds) {
        List<Link> links = new LinkStore(tx).of(Kind.OFFERING, offeringIds);
        Set<UUID> living = new OfferingStore(tx)
                .all(links.stream().map(Link::otherId).toList()).stream()
                        .filter(offering -> offering.deletedAt() == null)
                        .map(Offering::id)
                        .collect(Collectors.toSet());
        return links.stream()
                .filter(link -> living.contains(link.otherId()))
                .map(Link::offeringId)
                .collect(Collectors.toSet());
    }

    void copy(Tx tx, UUID originalId, UUID copyId) {
        new LinkStore(tx).copy(originalId, copyId, trail.now());
    }

    private List<Link> attached(Tx tx, Caller caller, Shelf.Key key, Kind kind) {
        return new LinkStore(tx).of(kind, List.of(reach.find(tx, caller, key).id()));
    }

    private void attach(Tx tx, Caller caller, Ends ends, @Nullable String detail) {
        LinkStore store = new LinkStore(tx);
        Optional<Link> present = store.find(ends);
        if (present.isEmpty()) {
            store.attach(ends, detail, trail.now());
            trail.tell(
                    tx, caller, Told.gained(ends.kind().word() + "_attached", ends.offeringId(), told(ends, detail)));
        } else if (detail != null && !detail.equals(present.get().detail())) {
            store.note(ends, detail);
            Map<String, @Nullable Object> before = told(ends, present.get().detail());
            trail.tell(
                    tx,
                    caller,
                    new Told(ends.kind().word() + "_changed", ends.offeringId(), before, told(ends, detail)));
        }
    }

    private void detach(Tx tx, Caller caller, Ends ends) {
        LinkStore store = new LinkStore(tx);
        Link link = store.find(ends).orElseThrow(Problem::notFound);
        store.detach(ends);
        trail.tell(
                tx, caller, Told.lost(ends.kind().word() + "_detached", ends.offeringId(), told(ends, link.detail())));
    }

    private static Map<String, @Nullable Object> told(Ends ends, @Nullable String detail) {
        String id = ends.kind().word() + "_id";
        return detail == null
                ? Map.of(id, ends.otherId())
                : Map.of(id, ends.otherId(), ends.kind() == Kind.TAG ? "notes" : "type", detail);
    }

    private static <T> Page<T> page(List<T> all, PageQuery query) {
        List<T> wanted = query.trashed() == PageQuery.Trashed.ONLY ? List.of() : all;
        return new Page<>(
                wanted.stream().skip(query.offset()).limit(query.perPage()).toList(), wanted.size(), query);
    }
}
