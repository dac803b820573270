package io.careloom.clinicians;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.catalog.Specialty;
import io.careloom.clinicians.ClinicianBond.Key;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.PartnerView;
import io.careloom.testing.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClinicianBondsTest {
    private static TestDatabase database;
    private static ClinicianWorld world;
    private static ClinicianBonds bonds;
    private static PartnerProfile partner;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new ClinicianWorld(database);
        bonds = world.clinicians.bonds();
        partner = world.ground.access.partner("Quince Care");
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Caller admin() {
        return caller(Role.ADMIN, null, partner.id());
    }

    private static Caller caller(Role role, UUID clinicianId, UUID... partners) {
        return new Caller(
                UUID.randomUUID(),
                role,
                EnumSet.allOf(Permission.class),
                new Scope(Set.of(), Set.of(partners)),
                EnumSet.allOf(Environment.class),
                null,
                null,
                clinicianId);
    }

    private static Specialty specialty() {
        return world.ground.write(
                tx -> world.catalog.specialties().create(tx, admin(), "Field " + UUID.randomUUID(), true));
    }

    private static void put(Key key, Priority priority) {
        world.ground.write(tx -> {
            bonds.put(tx, admin(), key, priority);
            return key;
        });
    }

    private static List<String> clinicians(Caller caller, UUID specialtyId) {
        return world.ground.read(tx -> bonds.ofSpecialty(tx, caller, specialtyId, PageQuery.FIRST)).items().stream()
                .map(tied -> tied.thing().clinician().details().lastName() + " "
                        + tied.bond().priority().word())
                .toList();
    }

    private static void assertUnknown(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void aBondIsSeenFromBothEndsWithItsPriority() {
        Clinician one = world.clinician("Petra", "Ashdown");
        Clinician other = world.clinician("Milo", "Brock");
        Specialty field = specialty();
        put(Key.ofSpecialty(field.id(), one.clinicianId()), Priority.PREFERRED);
        put(Key.ofSpecialty(field.id(), other.clinicianId()), Priority.NORMAL);
        put(Key.ofSpecialty(field.id(), other.clinicianId()), Priority.DISABLED);

        assertThat(clinicians(admin(), field.id())).containsExactly("Ashdown preferred", "Brock disabled");
        assertThat(world.ground
                        .read(tx -> bonds.specialties(tx, admin(), one.clinicianId(), PageQuery.FIRST))
                        .items())
                .singleElement()
                .satisfies(tied -> assertThat(tied.thing().id()).isEqualTo(field.id()));
    }

    @Test
    void aClinicianSeesItselfOnlyAmongTheOthers() {
        Clinician one = world.clinician("Lena", "Coombe");
        Clinician other = world.clinician("Otto", "Dale");
        Specialty field = specialty();
        put(Key.ofSpecialty(field.id(), one.clinicianId()), Priority.NORMAL);
        put(Key.ofSpecialty(field.id(), other.clinicianId()), Priority.NORMAL);
        Caller self = caller(Role.CLINICIAN, one.clinicianId(), partner.id());

        assertThat(clinicians(self, field.id())).containsExactly("Coombe normal");
        assertUnknown(() -> world.ground.read(tx -> bonds.specialties(tx, self, other.clinicianId(), PageQuery.FIRST)));
    }

    @Test
    void aClinicianSeesTheNamesOfItsPartnersAndOfNobodyElses() {
        Clinician one = world.clinician("Vera", "Eastman");
        PartnerProfile hidden = world.ground.access.partner("Rowan Care");
        put(Key.ofPartner(partner.id(), one.clinicianId()), Priority.PREFERRED);
        world.ground.write(tx -> {
            bonds.put(
                    tx,
                    caller(Role.ADMIN, null, hidden.id()),
                    Key.ofPartner(hidden.id(), one.clinicianId()),
                    Priority.NORMAL);
            return hidden;
        });

        Caller self = caller(Role.CLINICIAN, one.clinicianId(), partner.id());
        assertThat(world.ground
                        .read(tx -> bonds.partners(tx, self, one.clinicianId(), PageQuery.FIRST))
                        .items())
                .singleElement()
                .satisfies(tied -> {
                    assertThat(tied.thing()).isEqualTo(new PartnerView.Name(partner.id(), "Quince Care"));
                    assertThat(tied.bond().priority()).isEqualTo(Priority.PREFERRED);
                });
    }

    @Test
    void whatIsUnknownOrOutOfScopeCannotBeTied() {
        UUID clinician = world.clinician("Nora", "Finch").clinicianId();
        UUID field = specialty().id();
        UUID foreign = world.ground.access.partner("Sorrel Care").id();

        assertUnknown(() -> put(Key.ofSpecialty(UUID.randomUUID(), clinician), Priority.NORMAL));
        assertUnknown(() -> put(Key.ofSpecialty(field, UUID.randomUUID()), Priority.NORMAL));
        assertUnknown(() -> put(Key.ofPartner(foreign, clinician), Priority.NORMAL));
        assertUnknown(() -> world.ground.write(
                tx -> bonds.change(tx, admin(), Key.ofSpecialty(field, clinician), Priority.NORMAL)));
    }

    @Test
    void changesAreToldOnceAndNothingIsToldWhenAllStays() {
        Clinician one = world.clinician("Ada", "Grieve");
        Key key = Key.ofPartner(partner.id(), one.clinicianId());
        put(key, Priority.NORMAL);
        put(key, Priority.NORMAL);
        world.ground.write(tx -> bonds.change(tx, admin(), key, Priority.NORMAL));
        world.ground.write(tx -> bonds.change(tx, admin(), key, Priority.DISABLED));
        world.ground.write(tx -> {
            bonds.drop(tx, admin(), key);
            return key;
        });

        assertThat(world.ground.audited(one.clinicianId()))
                .containsExactly(
                        "clinician.created",
                        "clinician.partner_attached",
                        "clinician.partner_attached",
                        "clinician.partner_detached");
        assertThat(world.ground.events(one.clinicianId())).hasSize(4);
    }
}
