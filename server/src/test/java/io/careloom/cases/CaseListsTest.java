package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.CaseLists.Filter;
import io.careloom.cases.CaseLists.Search;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.charts.CaseNote;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaseListsTest {
    private static final Filter ALL =
            new Filter(List.of(), List.of(), List.of(), List.of(), List.of(), null, false, false, false, true);

    private static CasesWorld world;
    private static Caller partner;
    private static Caller elsewhere;
    private static UUID clinician;
    private static UUID disease;
    private static UUID plain;
    private static UUID sick;
    private static UUID held;

    @BeforeAll
    static void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
        elsewhere = world.credential(world.otherPartner, Environment.SANDBOX);
        clinician = world.clinician();
        disease = world.read(tx -> tx.handle()
                .createQuery("select disease_id from catalog.disease order by icd limit 1")
                .mapTo(UUID.class)
                .one());
        plain = world.submit(partner, one -> CasesWorld.wanting(one, clinician)).caseId();
        world.becomes(plain, "assigned");
        sick = world.submit(
                        partner,
                        one -> new SubmitCase(
                                one.patientId(),
                                false,
                                true,
                                null,
                                null,
                                clinician,
                                true,
                                List.of(disease),
                                List.of(),
                                List.of()))
                .caseId();
        world.becomes(sick, "assigned");
        held = world.submit(partner, CasesWorld::held).caseId();
        UUID foreign = world.submit(elsewhere, one -> one).caseId();
        world.becomes(foreign, "assigned");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void aStatusIsFoundInAnyCase() {
        assertThat(ids(assigned(partner, ALL))).containsExactly(plain, sick);
        assertThat(ids(world.read(tx -> world.cases.lists().byStatus(tx, partner, "Created", ALL, PageQuery.FIRST))))
                .containsExactly(held);
    }

    @Test
    void anUnknownStatusIsNotFound() {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> world.read(tx -> world.cases.lists().byStatus(tx, partner, "asleep", ALL, PageQuery.FIRST)));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void filtersNarrow() {
        List<UUID> none = List.of();
        List<UUID> unknown = List.of(UUID.randomUUID());

        assertThat(ids(assigned(
                        partner,
                        new Filter(none, none, none, List.of(disease), none, null, false, false, false, true))))
                .containsExactly(sick);
        assertThat(ids(assigned(partner, new Filter(none, none, none, none, none, null, false, true, false, true))))
                .containsExactly(sick);
        assertThat(ids(assigned(
                        partner,
                        new Filter(none, List.of(clinician), none, none, none, "New", false, false, false, false))))
                .containsExactly(sick, plain);
        assertThat(assigned(partner, new Filter(none, none, none, none, unknown, null, false, false, false, true))
                        .total())
                .isZero();
        assertThat(assigned(partner, new Filter(none, none, unknown, none, none, null, false, false, false, true))
                        .total())
                .isZero();
    }

    @Test
    void aLineShowsPatientHolderAndDiseases() {
        CaseLine line = assigned(partner, ALL).items().getLast();

        assertThat(line.patient().lastName()).isEqualTo("Teasdale");
        assertThat(line.patient().address().state().abbreviation()).isEqualTo("CA");
        assertThat(line.caseAssignment().clinician().fullName()).isEqualTo("Ines Calloway");
        assertThat(line.diseases()).singleElement().satisfies(one -> {
            assertThat(one.diseaseId()).isEqualTo(disease);
            assertThat(one.isPrimary()).isTrue();
        });
        assertThat(line.partnerId()).isEqualTo(world.partner.id());
    }

    @Test
    void aPageHasItsSizeAndTheTotal() {
        Page<CaseLine> second = world.read(tx -> world.cases
                .lists()
                .byStatus(
                        tx,
                        partner,
                        "assigned",
                        ALL,
                        new PageQuery(2, 1, null, true, null, PageQuery.Trashed.WITHOUT)));

        assertThat(ids(second)).containsExactly(sick);
        assertThat(second.total()).isEqualTo(2);
    }

    @Test
    void countsAreOfTheOwnTenant() {
        Caller live = world.partnerIn(Environment.LIVE);
        CaseLists.Counts sandbox = world.read(tx -> world.cases.lists().counts(tx, partner));
        CaseLists.Counts empty = world.read(tx -> world.cases.lists().counts(tx, live));

        assertThat(sandbox).isEqualTo(new CaseLists.Counts(2, 0, 0, 0, 0, 1));
        assertThat(empty).isEqualTo(new CaseLists.Counts(0, 0, 0, 0, 0, 0));
    }

    @Test
    void clinicianListsShowItsOwnAndWhatItMayTake() {
        UUID other = world.clinician();

        assertThat(assigned(world.clinicianCaller(clinician), ALL).total()).isEqualTo(3);
        assertThat(assigned(world.clinicianCaller(other), ALL).total()).isZero();
        assertThat(ids(world.read(tx -> world.cases
                        .lists()
                        .byStatus(tx, world.clinicianCaller(other), "created", ALL, PageQuery.FIRST))))
                .containsExactly(held);
    }

    @Test
    void searchFindsByNameAndPartner() {
        Caller asking = world.clinicianCaller(clinician);

        assertThat(search(asking, new Search("Teasdale", List.of(world.otherPartner.id()), List.of(), true))
                        .total())
                .isEqualTo(1);
        assertThat(search(asking, new Search("Nobody", List.of(), List.of(), true))
                        .total())
                .isZero();
        assertThat(search(asking, new Search(null, List.of(), List.of(world.california.stateId()), true))
                        .total())
                .isEqualTo(4);
    }

    @Test
    void aPatientsCasesCarryTheirContents() {
        UUID patientId =
                world.read(tx -> world.cases.find(tx, partner, sick)).patient().patientId();
        world.write(tx -> world.cases.contents().write(tx, partner, sick, "Prefers mornings."));

        Page<CaseLine.OfPatient> found =
                world.read(tx -> world.cases.lists().ofPatient(tx, partner, patientId, PageQuery.FIRST));

        assertThat(found.items()).singleElement().satisfies(one -> {
            assertThat(one.caseId()).isEqualTo(sick);
            assertThat(one.caseNotes()).extracting(CaseNote::text).containsExactly("Prefers mornings.");
            assertThat(one.diseases()).hasSize(1);
            assertThat(one.caseAssignment().clinician().clinicianId()).isEqualTo(clinician);
        });
        Problem foreign = catchThrowableOfType(
                Problem.class,
                () -> world.read(tx -> world.cases.lists().ofPatient(tx, elsewhere, patientId, PageQuery.FIRST)));
        assertThat(foreign.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private static Page<CaseLine> assigned(Caller caller, Filter filter) {
        return world.read(tx -> world.cases.lists().byStatus(tx, caller, "ASSIGNED", filter, PageQuery.FIRST));
    }

    private static Page<CaseLine> search(Caller caller, Search search) {
        return world.read(tx -> world.cases.lists().search(tx, caller, search, PageQuery.FIRST));
    }

    private static List<UUID> ids(Page<CaseLine> page) {
        return page.items().stream().map(CaseLine::caseId).toList();
    }
}
