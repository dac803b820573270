package io.careloom.patients.lists;

import static io.careloom.patients.PatientWorld.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.Patient;
import io.careloom.patients.PatientWorld;
import io.careloom.patients.lists.PatientLists.Filter;
import io.careloom.testing.TestDatabase;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatientListsTest {
    private static final Set<Environment> BOTH = EnumSet.allOf(Environment.class);

    private static TestDatabase database;
    private static PatientWorld world;
    private static PartnerProfile fernhollow;
    private static PartnerProfile brightwater;
    private static Patient marchetti;
    private static Patient ferrant;
    private static Patient liveOne;
    private static Patient elsewhere;
    private static Caller staff;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        fernhollow = world.access.partner("Fernhollow Clinic");
        brightwater = world.access.partner("Brightwater Health");
        Caller sandbox = world.program(fernhollow, Environment.SANDBOX);
        marchetti = world.patient(sandbox, "Odile", "Marchetti", email());
        ferrant = world.patient(sandbox, "Benno", "Ferrant", email());
        liveOne = world.patient(world.program(fernhollow, Environment.LIVE), "Ilse", "Ferrant", email());
        elsewhere = world.patient(world.program(brightwater, Environment.SANDBOX), "Noor", "Ferrant", email());
        staff = world.staff(fernhollow, Environment.SANDBOX);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static List<UUID> ofPartner(Caller caller, Set<Environment> environments, Filter filter, PageQuery page) {
        return ids(world.read(tx -> world.lists.ofPartner(
                tx, caller, fernhollow.id(), environments, new PatientLists.Wanted(filter, page))));
    }

    private static List<UUID> everywhere(Caller caller, String text) {
        return ids(world.read(tx -> world.lists.everywhere(tx, caller, text, PageQuery.FIRST)));
    }

    private static List<UUID> ids(Page<PatientLine> page) {
        return page.items().stream().map(PatientLine::patientId).toList();
    }

    @Test
    void aListShowsThePatientsOfThePartnerInTheEnvironmentsOfTheCaller() {
        assertThat(ofPartner(staff, BOTH, Filter.ALL, PageQuery.FIRST))
                .containsExactly(ferrant.patientId(), marchetti.patientId());
        assertThat(ofPartner(world.staff(fernhollow, Environment.LIVE), BOTH, Filter.ALL, PageQuery.FIRST))
                .containsExactly(liveOne.patientId());
        assertThat(ofPartner(staff, Set.of(Environment.LIVE), Filter.ALL, PageQuery.FIRST))
                .isEmpty();
    }

    @Test
    void aPartnerOutOfReachIsUnknown() {
        Caller other = world.staff(brightwater, Environment.SANDBOX);

        assertThatThrownBy(() -> ofPartner(other, BOTH, Filter.ALL, PageQuery.FIRST))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void aListIsNarrowedByWhoItIs() {
        String email = marchetti.email().toUpperCase(Locale.ROOT);
        for (Filter filter : List.of(
                Filter.who(marchetti.patientId(), null, null, null),
                Filter.who(null, email, null, null),
                Filter.who(null, null, "od", null),
                Filter.who(null, null, null, "MARCH"),
                Filter.text("Odile March"),
                Filter.text(marchetti.patientId().toString()))) {
            assertThat(ofPartner(staff, BOTH, filter, PageQuery.FIRST)).containsExactly(marchetti.patientId());
        }
    }

    @Test
    void aListIsNarrowedByPlaceGenderAndBirth() {
        UUID colorado = marchetti.address().state().stateId();
        LocalDate born = LocalDate.of(1984, 2, 29);

        assertThat(ofPartner(staff, BOTH, Filter.ALL.of(colorado, 2, born, born), PageQuery.FIRST))
                .hasSize(2);
        assertThat(ofPartner(staff, BOTH, Filter.ALL.of(colorado, 1, null, null), PageQuery.FIRST))
                .isEmpty();
        assertThat(ofPartner(staff, BOTH, Filter.ALL.of(null, null, born.plusDays(1), null), PageQuery.FIRST))
                .isEmpty();
        assertThat(ofPartner(staff, BOTH, Filter.ALL.of(UUID.randomUUID(), null, null, null), PageQuery.FIRST))
                .isEmpty();
    }

    @Test
    void aListIsSortedAsAsked() {
        PageQuery down = new PageQuery(1, 1, "first_name", false, null, PageQuery.Trashed.WITHOUT);

        assertThat(ofPartner(staff, BOTH, Filter.ALL, down)).containsExactly(marchetti.patientId());
    }

    @Test
    void aPatternIsNoPattern() {
        assertThat(ofPartner(staff, BOTH, Filter.text("%"), PageQuery.FIRST)).isEmpty();
        assertThat(ofPartner(staff, BOTH, Filter.text("_dile"), PageQuery.FIRST))
                .isEmpty();
    }

    @Test
    void theSearchAcrossPartnersEndsAtThePermissionForEnvironments() {
        Caller all = world.staff(Set.of(fernhollow, brightwater), Environment.SANDBOX);

        assertThat(everywhere(all, "ferrant")).containsExactly(ferrant.patientId(), elsewhere.patientId());
        assertThat(everywhere(all, "brightwater")).containsExactly(elsewhere.patientId());
        assertThat(everywhere(all, elsewhere.patientId().toString())).containsExactly(elsewhere.patientId());
        assertThat(everywhere(all, elsewhere.email())).containsExactly(elsewhere.patientId());
        assertThat(everywhere(all, liveOne.patientId().toString())).isEmpty();
        assertThat(everywhere(staff, "ferrant")).containsExactly(ferrant.patientId());
        assertThat(everywhere(all, null)).hasSize(3);
    }
}
