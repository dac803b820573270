package io.careloom.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.access.Access.NewLogin;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.partners.PartnerProfile;
import io.careloom.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static TestDatabase database;
    private static AccessWorld world;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new AccessWorld(database.database());
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    @Test
    void aPanelUserReachesItsPartnerOnly() {
        PartnerProfile own = world.partner("Fernhollow Clinic");
        PartnerProfile other = world.partner("Brightwater Health");
        Caller caller = world.caller(world.person(Role.PANEL_USER, Set.of(own.id())));

        assertThat(caller.partnerId()).isEqualTo(own.id());
        assertThat(caller.tenantId()).isNull();
        assertThat(caller.scope().partners()).containsExactly(own.id());
        assertThat(caller.scope().tenants())
                .containsExactlyInAnyOrder(
                        world.tenant(own.id(), Environment.SANDBOX), world.tenant(own.id(), Environment.LIVE))
                .doesNotContain(world.tenant(other.id(), Environment.SANDBOX));
    }

    @Test
    void staffSeeAnEnvironmentOnlyWithItsPermission() {
        PartnerProfile one = world.partner("Larkmoor");
        PartnerProfile two = world.partner("Pinecrest");
        Caller support =
                world.caller(world.person(Role.SUPPORT_STAFF, Set.of(one.id(), two.id()), Set.of(Environment.SANDBOX)));

        assertThat(support.scope().tenants())
                .containsExactlyInAnyOrder(
                        world.tenant(one.id(), Environment.SANDBOX), world.tenant(two.id(), Environment.SANDBOX));
        assertThat(support.environments()).containsExactly(Environment.SANDBOX);
        assertThat(support.partnerId()).isNull();
    }

    @Test
    void anAdministratorReachesAPartnerMadeAMomentAgo() {
        User admin = world.person(Role.ADMIN, Set.of());
        String token = world.signedIn(admin).accessToken();
        Caller before = world.access.authenticate(token);
        OpenPartner command = new OpenPartner(
                AccessWorld.fields("Silverbirch"),
                new OpenPartner.PanelUser("Ines Oyelaran", "ines.oyelaran@silverbirch.example", null));

        PartnerProfile opened = world.write(tx -> world.access.openPartner(tx, before, command));

        assertThat(world.access.authenticate(token).scope().partners()).contains(opened.id());
        assertThat(world.nextLetter().to()).isEqualTo("ines.oyelaran@silverbirch.example");
    }

    @Test
    void anInvitedPersonChoosesAPasswordByTheMailedToken() {
        String email = "amara.lindqvist@staff.example";
        UUID userId = world.write(tx -> world.access.createUser(
                tx,
                AccessWorld.SYSTEM,
                CreateUser.staff(
                        Role.MEDICAL_ASSISTANT,
                        new PersonName("Amara", "Lindqvist"),
                        email,
                        Set.of(Environment.LIVE))));
        String token = String.valueOf(world.nextLetter().code());
        ResetPassword reset = new ResetPassword(email, token, AccessWorld.PASSWORD, AccessWorld.PASSWORD);

        world.write(tx -> {
            world.signIns.resetPassword(tx, reset);
            return true;
        });

        User person = world.read(tx -> world.access.users(tx, Set.of(userId)).getFirst());
        assertThat(world.caller(person).role()).isEqualTo(Role.MEDICAL_ASSISTANT);
    }

    @Test
    void anEmailBelongsToOneAccount() {
        User first = world.person(Role.ADMIN, Set.of());
        CreateUser second = CreateUser.staff(
                        Role.ADMIN,
                        new PersonName("Teo", "Varga"),
                        first.email().toUpperCase(Locale.ROOT),
                        Set.of())
                .withPassword(AccessWorld.PASSWORD);

        assertThatThrownBy(() -> world.write(tx -> world.access.createUser(tx, AccessWorld.SYSTEM, second)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsKey("email"));
    }

    @Test
    void aShortPasswordIsRefusedWithAReason() {
        CreateUser person = CreateUser.staff(
                        Role.ADMIN, new PersonName("Teo", "Varga"), "teo.varga@staff.example", Set.of())
                .withPassword("short");

        assertThatThrownBy(() -> world.write(tx -> world.access.createUser(tx, AccessWorld.SYSTEM, person)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.fields())
                                .containsEntry("password", List.of("The password has at least 10 characters.")));
    }

    @Test
    void onlyAnAdministratorMakesAccounts() {
        Caller support = world.caller(world.person(Role.INTERNAL_SUPPORT_STAFF, Set.of()));
        CreateUser person =
                CreateUser.staff(Role.ADMIN, new PersonName("Teo", "Varga"), "teo.varga@staff.example", Set.of());

        assertThatThrownBy(() -> world.write(tx -> world.access.createUser(tx, support, person)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
    }

    @Test
    void aDeactivatedPersonIsRefusedAtOnceOnThisNode() {
        User person = world.person(Role.SUPPORT_STAFF, Set.of());
        String token = world.signedIn(person).accessToken();
        assertThat(world.access.authenticate(token).id()).isEqualTo(person.userId());

        world.write(tx -> world.access.changeUser(tx, AccessWorld.SYSTEM, person.userId(), deactivation()));

        assertThatThrownBy(() -> world.access.authenticate(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
    }

    @Test
    void anOperatorMakesTheFirstAdministratorAndCanResetItsPassword() {
        NewLogin made = world.write(tx -> world.access.createAdmin(tx, "first.admin@careloom.example"));
        NewLogin reset = world.write(tx -> world.access.resetPassword(tx, "First.Admin@careloom.example"));

        assertThat(reset.userId()).isEqualTo(made.userId());
        assertThat(reset.password()).isNotEqualTo(made.password()).hasSize(20);
        assertThat(world.hasPassword(made.email(), made.password())).isFalse();
        assertThat(world.hasPassword(made.email(), reset.password())).isTrue();
    }

    @Test
    void anUnknownTokenIsRefused() {
        assertThatThrownBy(() -> world.access.authenticate("nobody-has-this"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
        assertThat(world.caller(world.person(Role.CLINICIAN, Set.of())).permissions())
                .contains(Permission.SELF);
    }

    private static ChangeUser deactivation() {
        return new ChangeUser(
                Change.absent(),
                Change.absent(),
                Change.absent(),
                Change.absent(),
                Change.absent(),
                Change.absent(),
                Change.absent(),
                Change.set(false));
    }
}
