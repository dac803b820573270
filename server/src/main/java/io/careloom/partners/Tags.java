package io.careloom.partners;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.partners.TagStore.Owner;
import io.careloom.partners.TagStore.Sight;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tags. A partner's people make tags of their partner, a clinician its own, an administrator global ones that everybody
 * sees and only administrators change. A tag out of sight, and a deleted one, is 404.
 */
public final class Tags {
    private final Partners partners;
    private final AuditTrail audit;
    private final EventLog events;

    Tags(Partners partners, AuditTrail audit, EventLog events) {
        this.partners = partners;
        this.audit = audit;
        this.events = events;
    }

    /** The global tags and those of the caller's partners, or the clinician's own. */
    public Page<Tag> list(Tx tx, Caller caller, TagFilter filter, PageQuery query) {
        caller.require(Permission.REFERENCE_READ);
        return new TagStore(tx).page(own(caller), filter, query);
    }

    /** The global tags and those of one partner; 404 when the partner is out of the caller's scope. */
    public Page<Tag> listOf(Tx tx, Caller caller, UUID partnerId, TagFilter filter, PageQuery query) {
        caller.require(Permission.REFERENCE_READ);
        return new TagStore(tx).page(of(tx, caller, partnerId), filter, query);
    }

    /** One tag. */
    public Tag find(Tx tx, Caller caller, UUID tagId) {
        caller.require(Permission.REFERENCE_READ);
        return found(tx, own(caller), tagId);
    }

    /** Makes a tag of the caller's partner, of the clinician, or a global one; an owner has a key once (422). */
    public Tag create(Tx tx, Caller caller, CreateTag command) {
        caller.require(Permission.TAG_MANAGE);
        if (caller.role() == Role.CLINICIAN) {
            return create(tx, caller, new Owner(null, caller.clinician()), command);
        }
        if (caller.partnerId() == null && caller.role() != Role.ADMIN) {
            throw Problem.forbidden();
        }
        return create(tx, caller, new Owner(caller.partnerId(), null), command);
    }

    /** Makes a tag of a partner within the caller's scope. */
    public Tag createFor(Tx tx, Caller caller, UUID partnerId, CreateTag command) {
        owned(tx, caller, partnerId);
        return create(tx, caller, new Owner(partnerId, null), command);
    }

    /** Changes a tag that the caller may change. */
    public Tag change(Tx tx, Caller caller, UUID tagId, ChangeTag command) {
        return change(tx, caller, mine(tx, caller, own(caller), tagId), command);
    }

    /** Changes a tag of one partner. */
    public Tag changeOf(Tx tx, Caller caller, UUID partnerId, UUID tagId, ChangeTag command) {
        return change(tx, caller, ofPartner(tx, caller, partnerId, tagId), command);
    }

    /** Deletes a tag that the caller may change; wherever it is attached it is shown no more, and comes off soon after. */
    public void remove(Tx tx, Caller caller, UUID tagId) {
        remove(tx, caller, mine(tx, caller, own(caller), tagId));
    }

    /** Deletes a tag of one partner. */
    public void removeOf(Tx tx, Caller caller, UUID partnerId, UUID tagId) {
        remove(tx, caller, ofPartner(tx, caller, partnerId, tagId));
    }

    /** The tags that the caller, a clinician, keeps at hand. */
    public Page<Tag> favorites(Tx tx, Caller caller, PageQuery query) {
        return new TagStore(tx).favorites(wide(caller, caller.clinician()), query);
    }

    /** Keeps a tag at hand; once is enough. */
    public void favor(Tx tx, Caller caller, UUID tagId) {
        found(tx, wide(caller, caller.clinician()), tagId);
        new TagStore(tx).favor(caller.clinician(), tagId);
    }

    /** No longer keeps a tag at hand; 404 when it was not. */
    public void unfavor(Tx tx, Caller caller, UUID tagId) {
        if (!new TagStore(tx).unfavor(caller.clinician(), tagId)) {
            throw Problem.notFound();
        }
    }

    /** A tag that the caller may attach to a thing of this partner: a global one, one of the partner, or its own; else 404. */
    public Tag attachable(Tx tx, Caller caller, UUID partnerId, UUID tagId) {
        return found(tx, ofThing(caller, partnerId), tagId);
    }

    /** Whether {@link #attachable} would find it. */
    public boolean isAttachable(Tx tx, Caller caller, UUID partnerId, UUID tagId) {
        return new TagStore(tx).find(ofThing(caller, partnerId), tagId).isPresent();
    }

    private static Sight ofThing(Caller caller, UUID partnerId) {
        return new Sight(Set.of(partnerId), caller.clinicianId());
    }

    /** Refuses as forbidden when the tag is one that only administrators take off, and the caller is none. */
    public void requireRemovable(Caller caller, Tag tag) {
        boolean allowed = tag.removableRole() == null || caller.role() == Role.ADMIN || caller.role() == Role.SYSTEM;
        if (!allowed) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "tag_not_removable", "Access forbidden.");
        }
    }

    /** Tags by id, whoever owns them, also deleted ones; the caller got the ids from rows that are its own. */
    public Map<UUID, Tag> all(Tx tx, Collection<UUID> tagIds) {
        return tagIds.isEmpty()
                ? Map.of()
                : new TagStore(tx).all(tagIds).stream().collect(Collectors.toMap(Tag::id, Function.identity()));
    }

    private Tag create(Tx tx, Caller caller, Owner owner, CreateTag command) {
        UUID tagId = Ids.random();
        TagStore store = new TagStore(tx);
        List<String> statuses = distinct(command.autoDetachStatus());
        if (!store.insert(tagId, owner, command, statuses == null ? null : statuses.toArray(String[]::new))) {
            throw Problem.invalid("key", "The key has already been taken.");
        }
        Tag made = store.all(Set.of(tagId)).getFirst();
        audit.changed(tx, caller, audited("tag.created", made, Map.of(), told(made)));
        return made;
    }

    private Tag change(Tx tx, Caller caller, Tag before, ChangeTag command) {
        Tag after = new Tag(
                before.id(),
                Objects.requireNonNull(command.name().or(before.name())),
                before.key(),
                Objects.requireNonNullElse(command.description().or(before.description()), ""),
                Objects.requireNonNull(command.color().or(before.color())),
                before.type(),
                command.removableRole().or(before.removableRole()),
                distinct(command.autoDetachStatus().or(before.autoDetachStatus())),
                before.createdAt(),
                before.updatedAt(),
                null,
                null);
        if (after.equals(before)) {
            return before;
        }
        TagStore store = new TagStore(tx);
        store.update(after);
        Map<String, @Nullable Object> old = told(before);
        Map<String, @Nullable Object> changed = told(after);
        changed.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), old.get(entry.getKey())));
        old.keySet().retainAll(changed.keySet());
        audit.changed(tx, caller, audited("tag.changed", after, old, changed));
        return store.all(Set.of(after.id())).getFirst();
    }

    private void remove(Tx tx, Caller caller, Tag tag) {
        new TagStore(tx).delete(tag.id());
        audit.changed(tx, caller, audited("tag.deleted", tag, told(tag), Map.of()));
        events.append(tx, new TagDeleted(tag.id()));
    }

    /** The tag, locked; one that is seen but somebody else's is forbidden. */
    private static Tag mine(Tx tx, Caller caller, Sight sight, UUID tagId) {
        caller.require(Permission.TAG_MANAGE);
        Tag tag = new TagStore(tx).lock(sight, tagId).orElseThrow(Problem::notFound);
        if (tag.type().equals(Tag.GLOBAL) && caller.role() != Role.ADMIN) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "global_tag", "Only administrators change a global tag.");
        }
        return tag;
    }

    private Tag ofPartner(Tx tx, Caller caller, UUID partnerId, UUID tagId) {
        Tag tag = mine(tx, caller, owned(tx, caller, partnerId), tagId);
        if (tag.type().equals(Tag.GLOBAL)) {
            throw Problem.notFound();
        }
        return tag;
    }

    private static Tag found(Tx tx, Sight sight, UUID tagId) {
        return new TagStore(tx).find(sight, tagId).orElseThrow(Problem::notFound);
    }

    /** What a caller's own lists show; people of care meet many partners and see only what is theirs. */
    private static Sight own(Caller caller) {
        return caller.clinicianId() == null
                ? new Sight(caller.scope().partners(), null)
                : new Sight(Set.of(), caller.clinicianId());
    }

    private static Sight wide(Caller caller, UUID clinicianId) {
        return new Sight(caller.scope().partners(), clinicianId);
    }

    private Sight of(Tx tx, Caller caller, UUID partnerId) {
        return new Sight(partners.within(tx, caller, partnerId).partners(), null);
    }

    /** A clinician meets every partner, but makes tags of none. */
    private Sight owned(Tx tx, Caller caller, UUID partnerId) {
        caller.require(Permission.TAG_MANAGE);
        if (caller.role() == Role.CLINICIAN) {
            throw Problem.forbidden();
        }
        return of(tx, caller, partnerId);
    }

    private static @Nullable List<String> distinct(@Nullable List<String> statuses) {
        return statuses == null ? null : statuses.stream().distinct().toList();
    }

    /** What the audit trail keeps of a tag. */
    private static Map<String, @Nullable Object> told(Tag tag) {
        Map<String, @Nullable Object> told = Fields.of(tag);
        told.keySet()
                .retainAll(
                        Set.of("name", "key", "description", "color", "removable_role", "auto_detach_status", "type"));
        return told;
    }

    private static AuditedChange audited(
            String action,
            Tag tag,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        return new AuditedChange(action, null, "tag", tag.id(), before, after);
    }
}
