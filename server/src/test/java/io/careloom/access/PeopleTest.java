package io.careloom.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.access.People.Membership;
import io.careloom.access.People.Whose;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bonds decide what a person reaches; races about the last and the only one. */
class PeopleTest {
    private static final Set<Environment> SANDBOX = Set.of(Environment.SANDBOX);
    private static TestDatabase database;
    private static AccessWorld world;
    private static People people;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new AccessWorld(database.database());
        AuditTrail audit =
                new AuditTrail(world.vault, new TenantClocks(database.database().aside()));
        people = new People(world.access, world.partners, new Geography(), audit);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static UUID clinician(Set<Environment> entering) {
        UUID clinicianId = UUID.randomUUID();
        CreateUser person = CreateUser.staff(
                        Role.CLINICIAN, new PersonName("Wolfram", "Adair"), clinicianId + "@staff.example", entering)
                .withPassword(AccessWorld.PASSWORD)
                .withClinician(clinicianId);
        world.write(tx -> world.access.createUser(tx, AccessWorld.SYSTEM, person));
        return clinicianId;
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    @Test
    void anAssistantWithoutCliniciansReachesNothing() {
        world.partner("Fernhollow Clinic");
        User assistant = world.person(Role.MEDICAL_ASSISTANT, Set.of());

        Caller caller = world.caller(assistant);

        assertThat(caller.scope()).isEqualTo(Scope.NONE);
        assertThat(caller.clinicians()).isEmpty();
        assertThat(caller.environments()).isEmpty();
    }

    @Test
    void anAssistantEntersWhereItsCliniciansWorkFromTheNextRequestOn() {
        UUID partnerId = world.partner("Brightwater Health").id();
        UUID clinicianId = clinician(SANDBOX);
        User assistant = world.person(Role.MEDICAL_ASSISTANT, Set.of());
        String token = world.signedIn(assistant).accessToken();
        world.access.authenticate(token);

        world.write(tx -> done(() -> people.assist(tx, AccessWorld.SYSTEM, assistant, clinicianId, null)));
        Caller attached = world.access.authenticate(token);
        world.write(tx -> done(() -> people.assist(tx, AccessWorld.SYSTEM, assistant, clinicianId, "disabled")));
        Caller disabled = world.access.authenticate(token);
        world.write(tx -> done(() -> people.assist(tx, AccessWorld.SYSTEM, assistant, clinicianId, "preferred")));
        Caller preferred = world.access.authenticate(token);
        world.write(tx -> done(() -> people.leave(tx, AccessWorld.SYSTEM, assistant, clinicianId)));
        Caller left = world.access.authenticate(token);

        assertThat(attached.clinicians()).containsExactly(clinicianId);
        assertThat(attached.environments()).containsExactly(Environment.SANDBOX);
        assertThat(attached.scope().tenants())
                .contains(world.tenant(partnerId, Environment.SANDBOX))
                .doesNotContain(world.tenant(partnerId, Environment.LIVE));
        assertThat(disabled.clinicians()).isEmpty();
        assertThat(preferred.clinicians()).containsExactly(clinicianId);
        assertThat(left.clinicians()).isEmpty();
    }

    @Test
    void twoPanelUsersWhoDetachEachOtherLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID partnerId = world.partner("Larkmoor").id();
            Caller system = reaching(partnerId);
            List<Callable<Boolean>> detachments = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                User person = world.person(Role.PANEL_USER, Set.of(partnerId));
                detachments.add(() -> world.write(tx -> done(() -> people.detach(tx, system, person, partnerId))));
            }

            assertThat(atOnce(detachments)).containsExactlyInAnyOrder("done", "last_panel_user");
            assertThat(world.read(tx -> people.page(
                                    tx, new Whose(Role.PANEL_USER, Set.of(partnerId), null), PageQuery.FIRST))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void ofManyWhoChangeToOneEmailAtOnceOneWins() throws Exception {
        List<Callable<Boolean>> changes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            User person = world.person(Role.SUPPORT_STAFF, Set.of());
            changes.add(() -> world.write(tx -> done(() -> world.access.changeUser(
                    tx, AccessWorld.SYSTEM, person.userId(), toEmail("wanted.by.all@staff.example")))));
        }

        List<String> outcomes = atOnce(changes);

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes).filteredOn("invalid"::equals).hasSize(11);
    }

    @Test
    void aDeactivatedPersonStaysSignedOutWhenItIsWelcomeAgain() {
        User person = world.person(Role.SUPPORT_STAFF, Set.of());
        String token = world.signedIn(person).accessToken();

        world.write(tx -> world.access.changeUser(tx, AccessWorld.SYSTEM, person.userId(), active(false)));
        world.write(tx -> world.access.changeUser(tx, AccessWorld.SYSTEM, person.userId(), active(true)));

        assertThatThrownBy(() -> world.access.authenticate(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
        assertThat(world.caller(person).id()).isEqualTo(person.userId());
    }

    @Test
    void aPartnerLooksAfterItsOwnPeopleWithinItsEnvironments() {
        UUID own = world.partner("Pinecrest").id();
        UUID other = world.partner("Silverbirch").id();
        Caller panel = world.caller(world.person(Role.PANEL_USER, Set.of(own), SANDBOX));

        assertThat(looksAfter(panel, world.person(Role.SUPPORT_STAFF, Set.of(own), SANDBOX)))
                .isTrue();
        assertThat(looksAfter(panel, world.person(Role.PANEL_USER, Set.of(own), SANDBOX)))
                .isTrue();
        assertThat(looksAfter(panel, world.person(Role.SUPPORT_STAFF, Set.of(own))))
                .isFalse();
        assertThat(looksAfter(panel, world.person(Role.SUPPORT_STAFF, Set.of(own, other), SANDBOX)))
                .isFalse();
        assertThat(looksAfter(panel, world.person(Role.SUPPORT_STAFF, Set.of(), SANDBOX)))
                .isFalse();
        assertThat(looksAfter(panel, world.person(Role.INTERNAL_SUPPORT_STAFF, Set.of(), SANDBOX)))
                .isFalse();
        assertThat(looksAfter(panel, world.person(Role.ADMIN, Set.of(), SANDBOX)))
                .isFalse();
    }

    @Test
    void nobodyIsAttachedToAPartnerOutOfReach() {
        UUID own = world.partner("Oakmere").id();
        UUID other = world.partner("Thornfield").id();
        Caller panel = world.caller(world.person(Role.PANEL_USER, Set.of(own)));
        User support = world.person(Role.SUPPORT_STAFF, Set.of(own));

        assertThatThrownBy(() -> world.write(
                        tx -> people.attach(tx, panel, support.userId(), new Membership(other, Change.set(true)))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    private static boolean looksAfter(Caller caller, User person) {
        try {
            PeoplePolicy.require(caller, PeoplePolicy.Account.of(person));
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    private static Caller reaching(UUID partnerId) {
        Caller system = AccessWorld.SYSTEM;
        return new Caller(
                system.id(),
                system.role(),
                system.permissions(),
                new Scope(Set.of(), Set.of(partnerId)),
                system.environments(),
                null,
                null,
                null);
    }

    /** What became of each: {@code done}, or the code of the refusal. */
    private static List<String> atOnce(List<Callable<Boolean>> works) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> outcomes = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<Boolean> work : works) {
                outcomes.add(workers.submit(() -> {
                    start.await();
                    try {
                        work.call();
                        return "done";
                    } catch (Problem refused) {
                        return refused.code();
                    }
                }));
            }
            start.countDown();
        }
        List<String> all = new ArrayList<>();
        for (Future<String> outcome : outcomes) {
            all.add(outcome.get());
        }
        return all;
    }

    private static boolean online(User person) {
        boolean said = world.read(tx -> world.access.users(tx, Set.of(person.userId())))
                .getFirst()
                .online();
        Set<UUID> there = world.read(tx -> world.access.online(tx, Set.of(person.userId(), UUID.randomUUID())));
        assertThat(there).isEqualTo(said ? Set.of(person.userId()) : Set.of());
        return said;
    }

    /** As if nothing had been asked with the person's tokens for so long. */
    private static void idle(User person, int seconds) {
        world.write(tx -> tx.handle()
                .createUpdate("""
                        update access.sign_in set last_used_at = now() - make_interval(secs => :seconds)
                        where user_id = :user
                        """)
                .bind("seconds", seconds)
                .bind("user", person.userId())
                .execute());
        world.access.forget();
    }

    @Test
    void aPersonIsOnlineWhileItsSignInIsUsedAndLives() {
        User person = world.person(Role.INTERNAL_SUPPORT_STAFF, Set.of());
        assertThat(online(person)).isFalse();
        StaffTokens first = world.signedIn(person);
        StaffTokens second = world.signedIn(person);
        assertThat(online(person)).isTrue();

        idle(person, 290);
        assertThat(online(person)).isTrue();
        idle(person, 301);
        assertThat(online(person)).isFalse();

        Caller caller = world.access.authenticate(first.accessToken());
        assertThat(online(person)).isTrue();
        world.read(tx -> {
            world.signIns.signOut(tx, caller, first.accessToken());
            return true;
        });
        assertThat(online(person)).as("the other sign-in was not used").isFalse();
        world.access.authenticate(second.accessToken());
        assertThat(online(person)).isTrue();
    }

    private static ChangeUser toEmail(String email) {
        return change(Optional.of(email), Optional.empty());
    }

    private static ChangeUser active(boolean active) {
        return change(Optional.empty(), Optional.of(active));
    }

    private static ChangeUser change(Optional<String> email, Optional<Boolean> active) {
        return new ChangeUser(
                Change.absent(),
                Change.absent(),
                email.map(Change::set).orElse(Change.absent()),
                Change.absent(),
                Change.absent(),
                Change.absent(),
                Change.absent(),
                active.map(Change::set).orElse(Change.absent()));
    }
}
