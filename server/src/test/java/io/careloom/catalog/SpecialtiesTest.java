package io.careloom.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.PatientWorld;
import io.careloom.testing.TestDatabase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpecialtiesTest {
    private static final TakenSpecialty.Terms CLINICIANS = new TakenSpecialty.Terms(false, false, true);
    private static final TakenSpecialty.Terms NOTHING = new TakenSpecialty.Terms(false, false, false);

    private static TestDatabase database;
    private static PatientWorld world;
    private static Catalog catalog;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        catalog = CatalogGround.of(world);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Caller admin(PartnerProfile... partners) {
        return caller(Role.ADMIN, EnumSet.allOf(Permission.class), partners);
    }

    private static Caller panelUser(PartnerProfile... partners) {
        return caller(
                Role.PANEL_USER,
                EnumSet.of(Permission.REFERENCE_READ, Permission.PARTNER_READ, Permission.PARTNER_MANAGE),
                partners);
    }

    private static Caller caller(Role role, Set<Permission> permissions, PartnerProfile... partners) {
        Set<UUID> ids =
                Set.of(java.util.Arrays.stream(partners).map(PartnerProfile::id).toArray(UUID[]::new));
        return new Caller(
                UUID.randomUUID(),
                role,
                permissions,
                new Scope(Set.of(), ids),
                EnumSet.allOf(Environment.class),
                null,
                null,
                null);
    }

    private static PartnerProfile partner() {
        return world.access.partner("Partner " + UUID.randomUUID());
    }

    private static Specialty specialty(boolean isPublic) {
        return world.write(tx -> catalog.specialties().create(tx, admin(), "Field " + UUID.randomUUID(), isPublic));
    }

    private static void take(Caller caller, PartnerProfile partner, Specialty specialty, TakenSpecialty.Terms terms) {
        world.write(tx -> {
            catalog.partnerSpecialties().take(tx, caller, partner.id(), specialty.id(), terms);
            return terms;
        });
    }

    private static List<String> seenBy(Caller caller) {
        PageQuery all = new PageQuery(1, 100, null, true, null, PageQuery.Trashed.WITHOUT);
        return world.read(tx -> catalog.specialties().list(tx, caller, null, all)).items().stream()
                .map(Specialty::title)
                .toList();
    }

    private static void assertProblem(Problem.Kind kind, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    @Test
    void aTitleIsTakenOnceWhateverItsLetters() {
        Specialty made = specialty(true);

        assertProblem(
                Problem.Kind.INVALID,
                () -> world.write(tx -> catalog.specialties()
                        .create(tx, admin(), "  " + made.title().toUpperCase(java.util.Locale.ROOT), true)));
        Specialty other = specialty(true);
        assertProblem(
                Problem.Kind.INVALID,
                () -> world.write(tx -> catalog.specialties()
                        .change(
                                tx,
                                admin(),
                                other.id(),
                                new ChangeSpecialty(Change.set(made.title()), Change.absent()))));
    }

    @Test
    void theTitleOfADeletedSpecialtyIsFreeAgain() {
        Specialty made = specialty(true);
        delete(made);

        assertThat(world.write(tx -> catalog.specialties().create(tx, admin(), made.title(), true))
                        .id())
                .isNotEqualTo(made.id());
    }

    private static void delete(Specialty made) {
        world.write(tx -> {
            catalog.specialties().delete(tx, admin(), made.id());
            return made;
        });
    }

    @Test
    void ofManyWhoMakeTheSameTitleAtOnceOneWins() throws Exception {
        String title = "Raced " + UUID.randomUUID();
        List<Future<Specialty>> made = new ArrayList<>();
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                made.add(racers.submit(
                        () -> world.write(tx -> catalog.specialties().create(tx, admin(), title, true))));
            }
        }

        assertThat(made).filteredOn(one -> one.state() == Future.State.SUCCESS).hasSize(1);
        assertThat(made)
                .filteredOn(one -> one.state() == Future.State.FAILED)
                .allSatisfy(one -> assertThat(one.exceptionNow()).isInstanceOf(Problem.class));
    }

    @Test
    void changesAreToldWithTheirVersions() {
        Specialty made = specialty(true);
        ChangeSpecialty hidden = new ChangeSpecialty(Change.absent(), Change.set(false));
        world.write(tx -> catalog.specialties().change(tx, admin(), made.id(), hidden));
        world.write(tx -> catalog.specialties().change(tx, admin(), made.id(), hidden));
        delete(made);

        assertThat(world.events(made.id()))
                .containsExactly("SpecialtyChanged 1", "SpecialtyChanged 2", "SpecialtyChanged 3");
        assertThat(world.audited(made.id()))
                .containsExactly("specialty.created", "specialty.changed", "specialty.deleted");
        assertProblem(
                Problem.Kind.NOT_FOUND,
                () -> world.read(tx -> catalog.specialties().find(tx, admin(), made.id())));
    }

    @Test
    void whoBelongsToAPartnerSeesPublicSpecialtiesAndItsOwn() {
        Specialty open = specialty(true);
        Specialty hidden = specialty(false);
        Specialty own = specialty(false);
        PartnerProfile partner = partner();
        take(admin(partner), partner, own, NOTHING);

        assertThat(seenBy(admin())).contains(open.title(), hidden.title(), own.title());
        assertThat(seenBy(panelUser(partner)))
                .contains(open.title(), own.title())
                .doesNotContain(hidden.title());
        assertThat(seenBy(panelUser(partner()))).contains(open.title()).doesNotContain(own.title());
        assertProblem(Problem.Kind.NOT_FOUND, () -> take(panelUser(partner), partner, hidden, NOTHING));
    }

    @Test
    void aForeignPartnerIsUnknown() {
        PartnerProfile foreign = partner();
        Specialty open = specialty(true);

        assertProblem(Problem.Kind.NOT_FOUND, () -> take(panelUser(partner()), foreign, open, CLINICIANS));
        assertProblem(
                Problem.Kind.NOT_FOUND,
                () -> world.read(tx ->
                        catalog.partnerSpecialties().list(tx, panelUser(partner()), foreign.id(), PageQuery.FIRST)));
    }

    @Test
    void aPartnerDemandsTheSpecialtiesWhoseCliniciansItTookUntilItLeavesThemOrTheyAreDeleted() {
        PartnerProfile partner = partner();
        Specialty first = specialty(true);
        Specialty second = specialty(true);
        Specialty third = specialty(true);
        take(panelUser(partner), partner, first, CLINICIANS);
        take(panelUser(partner), partner, second, CLINICIANS);
        take(panelUser(partner), partner, third, NOTHING);
        assertThat(demanded(partner)).containsExactlyInAnyOrder(first.id(), second.id());

        world.write(tx -> {
            catalog.partnerSpecialties().leave(tx, panelUser(partner), partner.id(), first.id());
            return first;
        });
        assertThat(demanded(partner)).containsExactly(second.id());
        delete(second);
        assertThat(demanded(partner)).isEmpty();

        world.write(tx -> catalog.partnerSpecialties()
                .change(tx, panelUser(partner), partner.id(), third.id(), Map.of("is_replicate_clinicians", true)));
        assertThat(demanded(partner)).containsExactly(third.id());
        assertThat(world.audited(partner.id()))
                .containsSubsequence("partner.specialty_taken", "partner.specialty_left", "partner.specialty_changed");
    }

    private static Set<UUID> demanded(PartnerProfile partner) {
        return world.read(tx -> catalog.partnerSpecialties().demandedBy(tx, partner.id()));
    }
}
