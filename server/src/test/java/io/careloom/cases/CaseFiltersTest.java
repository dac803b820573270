package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.CaseLists.Counts;
import io.careloom.cases.CaseLists.Filter;
import io.careloom.cases.charts.CaseLine;
import io.careloom.geography.State;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cases by status: what each filter lets in and what it keeps out, for partners and for clinicians. */
class CaseFiltersTest {
    private static final List<UUID> NONE = List.of();

    private static CasesWorld world;
    private static Caller partner;
    private static Caller doctor;
    private static UUID doctorId;
    private static UUID disease;
    private static State nevada;
    private static UUID plain;
    private static UUID special;

    /** A case with all that can be asked for, and one without; both are the doctor's. */
    @BeforeAll
    static void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
        nevada = world.geography.stateNamed("NV").orElseThrow();
        disease = world.read(tx -> tx.handle()
                .createQuery("select disease_id from catalog.disease order by icd limit 1")
                .mapTo(UUID.class)
                .one());
        doctorId = world.clinician();
        doctor = world.clinicianCaller(doctorId);
        plain = world.submit(partner, one -> CasesWorld.wanting(one, doctorId)).caseId();
        world.becomes(plain, "assigned");
        UUID patientId =
                world.read(tx -> world.cases.find(tx, partner, plain)).patient().patientId();
        special = world.write(tx -> world.cases.submit(
                        tx,
                        partner,
                        new SubmitCase(
                                patientId,
                                false,
                                true,
                                plain,
                                null,
                                doctorId,
                                true,
                                List.of(disease),
                                NONE,
                                List.of())))
                .caseId();
        world.becomes(special, "assigned");
        world.write(tx -> world.cases.marks().sync(tx, doctor, special, true));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void withoutFiltersBothAreThere() {
        assertThat(found(partner, any())).containsExactly(plain, special);
        assertThat(found(doctor, any())).containsExactly(plain, special);
    }

    @Test
    void aFlagThatIsTrueNarrows() {
        assertThat(found(partner, new Filter(NONE, NONE, NONE, NONE, NONE, null, true, false, false, true)))
                .containsExactly(special);
        assertThat(found(partner, new Filter(NONE, NONE, NONE, NONE, NONE, null, false, true, false, true)))
                .containsExactly(special);
    }

    @Test
    void kindsOfCasesAreApart() {
        assertThat(found(partner, kind("New"))).containsExactly(plain);
        assertThat(found(partner, kind("follow-up"))).containsExactly(special);
        Problem problem = catchThrowableOfType(Problem.class, () -> found(partner, kind("virtual")));
        assertThat(problem.fields()).containsOnlyKeys("case_type");
    }

    @Test
    void diseasesPartnersAndCliniciansNarrow() {
        List<UUID> unknown = List.of(UUID.randomUUID());

        assertThat(found(doctor, new Filter(NONE, NONE, NONE, List.of(disease), NONE, null, false, false, false, true)))
                .containsExactly(special);
        assertThat(found(doctor, new Filter(NONE, NONE, NONE, unknown, NONE, null, false, false, false, true)))
                .isEmpty();
        assertThat(found(doctor, ofPartners(List.of(world.partner.id())))).hasSize(2);
        assertThat(found(doctor, ofPartners(List.of(world.otherPartner.id())))).isEmpty();
        assertThat(found(partner, ofClinicians(List.of(doctorId, UUID.randomUUID()))))
                .hasSize(2);
        assertThat(found(partner, ofClinicians(unknown))).isEmpty();
    }

    @Test
    void statesAreThoseOfThePatients() {
        Filter californian = new Filter(
                NONE, NONE, NONE, NONE, List.of(world.california.stateId()), null, false, false, false, true);
        Filter nevadan = new Filter(NONE, NONE, NONE, NONE, List.of(nevada.stateId()), null, false, false, false, true);

        assertThat(found(partner, californian)).hasSize(2);
        assertThat(found(partner, nevadan)).isEmpty();
    }

    @Test
    void assignedToMeIsWhatTheClinicianHolds() {
        Filter mine = new Filter(NONE, NONE, NONE, NONE, NONE, null, false, false, true, true);
        Caller other = world.clinicianCaller(world.clinician());

        assertThat(found(doctor, mine)).hasSize(2);
        assertThat(found(other, mine)).isEmpty();
        assertThat(found(partner, mine))
                .as("a partner is assigned nothing, so it narrows nothing")
                .hasSize(2);
    }

    @Test
    void eitherDirectionIsByCreation() {
        assertThat(found(partner, new Filter(NONE, NONE, NONE, NONE, NONE, null, false, false, false, false)))
                .containsExactly(special, plain);
    }

    @Test
    void pagesEndWhereTheListEnds() {
        assertThat(page(1, 1)).containsExactly(plain);
        assertThat(page(2, 1)).containsExactly(special);
        assertThat(page(3, 1)).isEmpty();
        assertThat(page(1, 2)).containsExactly(plain, special);
    }

    @Test
    void countsAreThoseOfTheLists() {
        CasesWorld other = new CasesWorld();
        try (other) {
            Caller mixed = other.partnerIn(Environment.SANDBOX);
            UUID holder = other.clinician();
            Caller working = other.clinicianCaller(holder);
            for (CaseStatus goal : List.of(CaseStatus.WAITING, CaseStatus.SUPPORT, CaseStatus.CANCELLED)) {
                UUID caseId = other.submit(mixed, one -> CasesWorld.wanting(one, holder))
                        .caseId();
                other.becomes(caseId, "assigned");
                other.write(tx -> other.cases.moveByClinician(tx, working, caseId, goal, "made up"));
            }
            other.submit(mixed, CasesWorld::held);
            UUID last =
                    other.submit(mixed, one -> CasesWorld.wanting(one, holder)).caseId();
            other.becomes(last, "assigned");

            Counts counts = other.read(tx -> other.cases.lists().counts(tx, mixed));
            Map<String, Long> listed = new HashMap<>();
            for (CaseStatus status : CaseStatus.values()) {
                listed.put(
                        status.word(),
                        other.read(tx -> other.cases.lists().byStatus(tx, mixed, status.word(), any(), PageQuery.FIRST))
                                .total());
            }

            assertThat(counts).isEqualTo(new Counts(1, 1, 0, 0, 1, 1));
            assertThat(listed)
                    .containsEntry("assigned", counts.assigned())
                    .containsEntry("waiting", counts.waiting())
                    .containsEntry("processing", counts.processing())
                    .containsEntry("approved", counts.approved())
                    .containsEntry("support", counts.support())
                    .containsEntry("created", counts.created())
                    .containsEntry("cancelled", 1L);
        }
    }

    private static Filter any() {
        return new Filter(NONE, NONE, NONE, NONE, NONE, null, false, false, false, true);
    }

    private static Filter kind(String type) {
        return new Filter(NONE, NONE, NONE, NONE, NONE, type, false, false, false, true);
    }

    private static Filter ofPartners(List<UUID> partners) {
        return new Filter(partners, NONE, NONE, NONE, NONE, null, false, false, false, true);
    }

    private static Filter ofClinicians(List<UUID> clinicians) {
        return new Filter(NONE, clinicians, NONE, NONE, NONE, null, false, false, false, true);
    }

    private static List<UUID> found(Caller caller, Filter filter) {
        return ids(world.read(tx -> world.cases.lists().byStatus(tx, caller, "Assigned", filter, PageQuery.FIRST)));
    }

    private static List<UUID> page(int number, int size) {
        PageQuery query = new PageQuery(number, size, null, true, null, PageQuery.Trashed.WITHOUT);
        Page<CaseLine> page = world.read(tx -> world.cases.lists().byStatus(tx, partner, "assigned", any(), query));
        assertThat(page.total()).isEqualTo(2);
        return ids(page);
    }

    private static List<UUID> ids(Page<CaseLine> page) {
        return page.items().stream().map(CaseLine::caseId).toList();
    }
}
