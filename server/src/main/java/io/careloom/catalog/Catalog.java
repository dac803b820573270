package io.careloom.catalog;

import io.careloom.catalog.formulary.Formulary;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.files.Files;
import io.careloom.geography.Geography;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.partners.Partners;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Looks up what belongs to the whole installation: diseases (ICD-10-CM), dispense units, specialties. */
public final class Catalog {
    private static final int FEWEST_LETTERS = 3;

    private final Specialties specialties;
    private final PartnerSpecialties partnerSpecialties;
    private final Formulary formulary = new Formulary();
    private final Offerings offerings;

    /** What this room stands on. */
    public record Ground(EventLog events, AuditTrail audit, Clocks clocks) {}

    /**
     * The doors this room sees.
     *
     * @param clinicians whether there is a clinician with this id, which the room of clinicians above knows
     */
    public record Neighbours(Geography geography, Partners partners, Files files, BiPredicate<Tx, UUID> clinicians) {}

    /** The room, complete. */
    public Catalog(Neighbours rooms, Ground ground) {
        this.specialties = new Specialties(rooms.partners(), ground);
        this.offerings = new Offerings(
                new Offerings.Neighbours(
                        rooms.geography(),
                        rooms.partners(),
                        rooms.files(),
                        specialties,
                        (tx, ids) -> new CatalogStore(tx).diseases(ids),
                        (tx, number) -> new CatalogStore(tx)
                                .unit(number)
                                .map(unit -> unit.thing().name()),
                        rooms.clinicians()),
                new Offerings.Ground(ground.events(), ground.audit(), ground.clocks()));
        this.partnerSpecialties = new PartnerSpecialties(rooms.partners(), offerings.taken(), ground);
    }

    /** Fields of medicine. */
    public Specialties specialties() {
        return specialties;
    }

    /** What partners and specialties offer. */
    public Offerings offerings() {
        return offerings;
    }

    /** What can be put into an offering or a prescription. */
    public Formulary formulary() {
        return formulary;
    }

    /** Which partners have taken up which specialties. */
    public PartnerSpecialties partnerSpecialties() {
        return partnerSpecialties;
    }

    /** The diseases with these ids, by code; unknown ids are left out. */
    public List<Disease> diseases(Tx tx, Collection<UUID> ids) {
        return new CatalogStore(tx).diseases(ids).stream().map(Listed::thing).toList();
    }

    /** One disease; an unknown id is a problem of kind NOT_FOUND. */
    public Listed<Disease> disease(Tx tx, UUID diseaseId) {
        return new CatalogStore(tx)
                .diseases(List.of(diseaseId)).stream().findFirst().orElseThrow(Problem::notFound);
    }

    /** One page of diseases, by code; sorts by {@code icd} and {@code description}. */
    public Page<Listed<Disease>> diseases(Tx tx, DiseaseFilter filter, PageQuery query) {
        return new CatalogStore(tx).diseases(filter, query);
    }

    /** One dispense unit by its number; an unknown one is a problem of kind NOT_FOUND. */
    public Listed<DispenseUnit> dispenseUnit(Tx tx, int dispenseUnitId) {
        return new CatalogStore(tx).unit(dispenseUnitId).orElseThrow(Problem::notFound);
    }

    /** One dispense unit by the id that staff see; an unknown one is a problem of kind NOT_FOUND. */
    public Listed<DispenseUnit> dispenseUnit(Tx tx, UUID id) {
        return new CatalogStore(tx).unit(id).orElseThrow(Problem::notFound);
    }

    /** All dispense units whose name contains the text, at least three letters of it, by name; all for null. */
    public List<DispenseUnit> dispenseUnits(Tx tx, @Nullable String name) {
        if (name != null && name.length() < FEWEST_LETTERS) {
            throw Problem.invalid("name", "The name must have at least " + FEWEST_LETTERS + " letters.");
        }
        return new CatalogStore(tx)
                .units(new DispenseUnitFilter(name, null, null)).stream()
                        .map(Listed::thing)
                        .toList();
    }

    /** One page of dispense units; sorts by {@code name} and {@code dosespot_dispense_unit_id}. */
    public Page<Listed<DispenseUnit>> dispenseUnits(Tx tx, DispenseUnitFilter filter, PageQuery query) {
        return new CatalogStore(tx).units(filter, query);
    }
}
