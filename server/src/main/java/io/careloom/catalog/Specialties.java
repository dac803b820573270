package io.careloom.catalog;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerView;
import io.careloom.partners.Partners;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fields of medicine. The installation keeps them; who belongs to a partner sees the public ones and those its partner has. A change commits with its audit row and its event.
 */
public final class Specialties {
    /** They look after partners, or belong to them; all others see everything. */
    private static final Set<Role> OF_PARTNERS =
            EnumSet.of(Role.PARTNER_CREDENTIAL, Role.PANEL_USER, Role.SUPPORT_STAFF);

    private final Partners partners;
    private final Catalog.Ground ground;

    Specialties(Partners partners, Catalog.Ground ground) {
        this.partners = partners;
        this.ground = ground;
    }

    /** One page, by title; sorts by {@code title}, {@code created_at}, {@code updated_at}; {@code isPublic} null for both. */
    public Page<Specialty> list(Tx tx, Caller caller, @Nullable Boolean isPublic, PageQuery query) {
        caller.require(Permission.REFERENCE_READ);
        return new SpecialtyStore(tx).page(query, isPublic, seenBy(caller));
    }

    /** One that the caller sees, else 404. */
    public Specialty find(Tx tx, Caller caller, UUID specialtyId) {
        caller.require(Permission.REFERENCE_READ);
        return seen(tx, caller, specialtyId);
    }

    /** One that the caller sees, else 404; what the caller may do with it has been asked before. */
    public Specialty within(Tx tx, Caller caller, UUID specialtyId) {
        return seen(tx, caller, specialtyId);
    }

    /** Those with these ids that are offered, by title; not scoped: the caller has the ids from its own rows. */
    public List<Specialty> all(Tx tx, Collection<UUID> specialtyIds) {
        return specialtyIds.isEmpty() ? List.of() : new SpecialtyStore(tx).all(specialtyIds);
    }

    /** Adds a specialty; a title that is taken, but for case, is refused. */
    public Specialty create(Tx tx, Caller caller, String title, boolean isPublic) {
        caller.require(Permission.CATALOG_MANAGE);
        Instant now = ground.clocks().now();
        Specialty made = new Specialty(Ids.random(), title.strip(), isPublic, now, now, null);
        requireFree(tx, made);
        new SpecialtyStore(tx).insert(made);
        tell(tx, caller, "specialty.created", Map.of(), made);
        return made;
    }

    /** Changes title or visibility; nothing is told when everything stays as it is. */
    public Specialty change(Tx tx, Caller caller, UUID specialtyId, ChangeSpecialty command) {
        caller.require(Permission.CATALOG_MANAGE);
        SpecialtyStore store = new SpecialtyStore(tx);
        store.lockTitles();
        Specialty before = seen(tx, caller, specialtyId);
        Specialty after = new Specialty(
                before.id(),
                Objects.requireNonNullElse(command.title().or(before.title()), before.title())
                        .strip(),
                Boolean.TRUE.equals(command.isPublic().or(before.isPublic())),
                before.createdAt(),
                ground.clocks().now(),
                null);
        if (told(before).equals(told(after))) {
            return before;
        }
        requireFree(tx, after);
        store.update(after);
        tell(tx, caller, "specialty.changed", told(before), after);
        return after;
    }

    /** Takes a specialty out of the list; partners and clinicians no longer have it. */
    public void delete(Tx tx, Caller caller, UUID specialtyId) {
        caller.require(Permission.CATALOG_MANAGE);
        SpecialtyStore store = new SpecialtyStore(tx);
        store.lockTitles();
        Specialty before = seen(tx, caller, specialtyId);
        Instant now = ground.clocks().now();
        Specialty gone = new Specialty(before.id(), before.title(), before.isPublic(), before.createdAt(), now, now);
        store.update(gone);
        tell(tx, caller, "specialty.deleted", told(before), gone);
    }

    /** The partners of the caller's scope that have taken up this specialty. */
    public Page<PartnerView> partners(Tx tx, Caller caller, UUID specialtyId, PageQuery query) {
        caller.require(Permission.PARTNER_READ);
        UUID known = seen(tx, caller, specialtyId).id();
        return partners.list(tx, caller, new SpecialtyStore(tx).partnersOf(known), query);
    }

    static Specialty seen(Tx tx, Caller caller, UUID specialtyId) {
        return new SpecialtyStore(tx).find(specialtyId, seenBy(caller)).orElseThrow(Problem::notFound);
    }

    private static @Nullable Scope seenBy(Caller caller) {
        return OF_PARTNERS.contains(caller.role()) ? caller.scope() : null;
    }

    private static void requireFree(Tx tx, Specialty specialty) {
        SpecialtyStore store = new SpecialtyStore(tx);
        store.lockTitles();
        if (store.hasTitle(specialty.title(), specialty.id())) {
            throw Problem.invalid("title", "There is a specialty of this title already.");
        }
    }

    private void tell(Tx tx, Caller caller, String action, Map<String, @Nullable Object> before, Specialty specialty) {
        UUID id = specialty.id();
        Map<String, @Nullable Object> after = specialty.deletedAt() == null ? told(specialty) : Map.of();
        ground.audit().changed(tx, caller, new AuditedChange(action, null, "specialty", id, before, after));
        ground.events().append(tx, new SpecialtyChanged(id, new SpecialtyStore(tx).touch(id)));
    }

    private static Map<String, @Nullable Object> told(Specialty specialty) {
        return Map.of("title", specialty.title(), "is_public", specialty.isPublic());
    }
}
