package io.careloom.cases;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.CaseHistory.EventLine;
import io.careloom.cases.CaseHistory.Remark;
import io.careloom.cases.CaseLists.Filter;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a clinician says of its case, and what lists make of it. */
class CaseMarksTest {
    private final CasesWorld world = new CasesWorld();
    private final Caller partner = world.partnerIn(Environment.SANDBOX);
    private UUID doctorId;
    private Caller doctor;

    @BeforeEach
    void open() {
        doctorId = world.clinician();
        doctor = world.clinicianCaller(doctorId);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aPrioritizedCaseComesFirstInEitherOrder() {
        UUID first = assigned();
        UUID second = assigned();
        UUID third = assigned();

        CaseChart chart = write(tx -> world.cases.marks().prioritize(tx, doctor, second, true, "Runs out of tablets"));

        assertThat(chart.prioritized()).isTrue();
        assertThat(chart.prioritizedReason()).isEqualTo("Runs out of tablets");
        assertThat(chart.prioritizedAt()).isNotNull();
        assertThat(listed(true)).containsExactly(second, first, third);
        assertThat(listed(false)).containsExactly(second, third, first);
        assertThat(happened(second)).contains("Prioritized by Clinician");

        CaseChart back = write(tx -> world.cases.marks().prioritize(tx, doctor, second, false, null));
        assertThat(back.prioritized()).isFalse();
        assertThat(back.prioritizedReason()).isNull();
        assertThat(listed(true)).containsExactly(first, second, third);
    }

    @Test
    void aPriorityNeedsAReason() {
        UUID caseId = assigned();

        Problem problem = refused(() -> write(tx -> world.cases.marks().prioritize(tx, doctor, caseId, true, null)));

        assertThat(problem.fields()).containsKey("reason");
    }

    @Test
    void aReassignedCaseComesFirst() {
        UUID caseId = assigned();
        UUID other = world.clinician();

        CaseChart chart = write(tx -> world.cases.reassignToAnybody(tx, doctor, caseId));

        assertThat(chart.caseAssignment().clinician().clinicianId()).isEqualTo(other);
        assertThat(chart.caseStatus().name()).isEqualTo("assigned");
        assertThat(chart.prioritized()).isTrue();
        assertThat(world.told(caseId)).containsExactly("CaseCreated", "CaseAssigned", "CaseAssigned");
    }

    @Test
    void withNobodyElseACaseStaysWhereItIs() {
        UUID caseId = assigned();

        Problem problem = refused(() -> write(tx -> world.cases.reassignToAnybody(tx, doctor, caseId)));

        assertThat(problem.code()).isEqualTo("no_eligible_clinician");
        assertThat(chart(caseId).caseAssignment().clinician().clinicianId()).isEqualTo(doctorId);
        assertThat(chart(caseId).prioritized()).isFalse();
    }

    @Test
    void termsChangeAndThePresentOnesChangeNothing() {
        UUID caseId = assigned();

        assertThat(write(tx -> world.cases.marks().sync(tx, doctor, caseId, true))
                        .isSync())
                .isTrue();
        assertThat(write(tx -> world.cases.marks().chargeable(tx, doctor, caseId, false))
                        .isChargeable())
                .isFalse();
        assertThat(write(tx -> world.cases.marks().additionalApproval(tx, doctor, caseId, true))
                        .isAdditionalApprovalNeeded())
                .isTrue();
        write(tx -> world.cases.marks().sync(tx, doctor, caseId, true));

        assertThat(chart(caseId).isSync()).isTrue();
        assertThat(happened(caseId))
                .filteredOn("Terms changed by Clinician"::equals)
                .hasSize(3);
        assertThat(world.told(caseId)).as("partners are not told").containsExactly("CaseCreated", "CaseAssigned");
    }

    @Test
    void theEndOfAChargeableCaseIsCharged() throws InterruptedException {
        world.price(world.partner, "charge_async_new_case", "12.50");
        UUID charged = assigned();
        UUID free = assigned();
        write(tx -> world.cases.marks().chargeable(tx, doctor, free, false));
        write(tx -> world.cases.marks().chargeable(tx, doctor, free, false));

        for (UUID caseId : List.of(free, charged)) {
            write(tx -> world.cases.moveByPartner(tx, partner, caseId, CaseStatus.CANCELLED, "Sold out"));
        }

        eventually("the case is charged", () -> !world.charges(charged).isEmpty());
        assertThat(world.charges(charged)).containsExactly("case_cancelled 12.50");
        assertThat(world.charges(free)).as("it changed once").containsExactly("case_chargeable_change 0.00");
    }

    @Test
    void whatOfferingsCostBesidesIsPartOfTheCharge() throws InterruptedException {
        world.price(world.partner, "charge_async_new_case", "12.50");
        UUID caseId = assigned();
        UUID creams = offering("2.25", false);
        for (UUID offeringId : List.of(creams, creams, offering("100", true), offering("40", false))) {
            write(tx -> world.cases.offerings().add(tx, partner, caseId, NewLine.of(offeringId)));
        }
        write(
                tx -> tx.handle()
                        .execute(
                                "update catalog.offering set upcharge = 900, is_charged_separately = false, deleted_at = now()"));
        assertThat(cost(partner, caseId)).as("as it is ended now").isEqualByComparingTo("57.00");
        assertThat(cost(doctor, caseId)).as("nothing to people of care").isNull();
        assertThat(charged(caseId)).isNull();

        write(tx -> world.cases.moveByClinician(tx, doctor, caseId, CaseStatus.CANCELLED, "Not for remote care"));
        eventually("the case is charged", () -> !world.charges(caseId).isEmpty());
        world.price(world.partner, "charge_async_new_case", "80");

        assertThat(world.charges(caseId))
                .as("at the prices of when it got the offerings")
                .containsExactly("case_cancelled 57.00");
        assertThat(cost(partner, caseId)).as("as it was charged").isEqualByComparingTo("57.00");
        assertThat(charged(caseId)).isEqualTo("57.00");
    }

    @Test
    void aCompletedCasePaysNothingForWhatItWentWithout() throws InterruptedException {
        world.price(world.partner, "charge_async_new_case", "12.50");
        UUID caseId = assigned();
        List<UUID> lines = new ArrayList<>();
        for (String upcharge : List.of("2.25", "40")) {
            UUID offeringId = offering(upcharge, false);
            lines.add(write(tx -> world.cases.offerings().add(tx, partner, caseId, NewLine.of(offeringId)))
                    .id());
        }
        write(tx -> world.cases.offerings().cancel(tx, doctor, caseId, lines.getLast(), "Not needed"));
        assertThat(cost(partner, caseId)).isEqualByComparingTo("14.75");

        write(tx -> world.cases.moveByClinician(tx, doctor, caseId, CaseStatus.PROCESSING, null));
        eventually("the case is charged", () -> !world.charges(caseId).isEmpty());

        assertThat(world.charges(caseId)).containsExactly("case_completed 14.75");
    }

    @Test
    void aCaseThatIsNotToBeChargedCostsNothing() {
        world.price(world.partner, "charge_async_new_case", "12.50");
        UUID caseId = assigned();
        write(tx -> world.cases.marks().chargeable(tx, doctor, caseId, false));

        assertThat(cost(partner, caseId)).isEqualByComparingTo("0");
    }

    private BigDecimal cost(Caller caller, UUID caseId) {
        return world.read(tx -> world.cases.find(tx, caller, caseId)).caseCost();
    }

    /** What the web consoles say of it. */
    private String charged(UUID caseId) {
        return world.read(tx ->
                        world.cases.encounters().find(tx, world.admin(), caseId, new Encounters.With(false, false)))
                .encounter()
                .partnerAmountCharged();
    }

    private UUID offering(String upcharge, boolean separately) {
        return write(tx -> {
            UUID offeringId = OfferingSamples.put(tx, world.partner.id(), ProductType.SERVICE, ProductTerms.NONE, false)
                    .id();
            tx.handle()
                    .createUpdate(
                            "update catalog.offering set upcharge = :upcharge, is_charged_separately = :separately"
                                    + " where offering_id = :id")
                    .bind("upcharge", new BigDecimal(upcharge))
                    .bind("separately", separately)
                    .bind("id", offeringId)
                    .execute();
            return offeringId;
        });
    }

    @Test
    void anApprovedCaseThatNeedsNoMoreApprovalGoesOn() {
        UUID caseId = assigned();
        write(tx -> world.cases.marks().additionalApproval(tx, doctor, caseId, true));
        write(tx -> world.cases.approve(tx, doctor, caseId, new Cases.Approval(null, null, null)));

        CaseChart chart = write(tx -> world.cases.marks().additionalApproval(tx, doctor, caseId, false));

        assertThat(chart.caseStatus().name()).isEqualTo("processing");
        assertThat(world.told(caseId)).endsWith("CaseApproved", "CaseProcessing");
    }

    @Test
    void thatPapersOfServicesWereExportedIsNotedAlsoOfAClosedCase() {
        UUID caseId = assigned();
        write(tx -> world.cases.moveByClinician(tx, doctor, caseId, CaseStatus.CANCELLED, "Not for remote care"));

        write(tx -> world.cases.marks().servicePdfExported(tx, doctor, caseId, true));
        write(tx -> world.cases.marks().servicePdfExported(tx, doctor, caseId, true));

        assertThat(listedAs("cancelled", true))
                .singleElement()
                .satisfies(line -> assertThat(line.servicePdfExported()).isTrue());
        assertThat(happened(caseId))
                .filteredOn("Service PDF exported by Clinician"::equals)
                .hasSize(1);
    }

    @Test
    void closedCasesAreNotMarked() {
        UUID caseId = assigned();
        write(tx -> world.cases.moveByClinician(tx, doctor, caseId, CaseStatus.CANCELLED, "Not for remote care"));

        Problem problem = refused(() -> write(tx -> world.cases.marks().sync(tx, doctor, caseId, true)));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(problem.extras()).containsEntry("allowed_transitions", List.of());
    }

    @Test
    void anotherCliniciansCaseIsForbidden() {
        UUID caseId = assigned();
        Caller other = world.clinicianCaller(world.clinician());

        assertThat(refused(() -> write(tx -> world.cases.marks().chargeable(tx, other, caseId, false)))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refused(() -> write(tx ->
                                world.cases.history().remark(tx, other, caseId, new Remark("custom", null, null))))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
    }

    @Test
    void availableAreThoseWhomThePolicyWouldGiveACase() {
        UUID busy = doctorId;
        assigned();
        UUID idle = world.clinician();
        world.unlicensedClinician();
        UUID california = world.california.stateId();
        UUID nevada = world.geography.stateNamed("NV").orElseThrow().stateId();

        assertThat(available(california)).containsExactly(idle, busy);
        assertThat(available(null)).containsExactlyInAnyOrder(idle, busy);
        assertThat(available(nevada)).isEmpty();
        assertThat(refused(() -> world.read(tx -> world.cases.available(tx, doctor, UUID.randomUUID(), california)))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private List<UUID> available(UUID stateId) {
        return world.read(tx -> world.cases.available(tx, doctor, world.partner.id(), stateId)).stream()
                .map(ClinicianCard::clinicianId)
                .distinct()
                .toList();
    }

    @Test
    void aRemarkStandsInTheHistory() {
        UUID caseId = assigned();

        EventLine line = write(tx ->
                world.cases.history().remark(tx, doctor, caseId, new Remark("unlock-phi", "{\"a\": 1}", "{\"a\": 2}")));

        assertThat(line.title()).isEqualTo("Unlock phi by Clinician");
        assertThat(line.type()).isEqualTo("unlock-phi");
        assertThat(line.by()).isEqualTo("Ines Calloway");
        assertThat(happened(caseId)).first().isEqualTo("Unlock phi by Clinician");
    }

    @Test
    void aClinicianOpensAFollowUpOfAnEarlierCase() {
        UUID earlier = assigned();
        UUID patientId = chart(earlier).patient().patientId();
        SubmitCase command = new SubmitCase(
                patientId, false, false, earlier, "follow-up 1", doctorId, true, List.of(), List.of(), List.of());

        CaseChart opened = write(tx -> world.cases.submit(tx, doctor, command));
        world.becomes(opened.caseId(), "assigned");

        assertThat(opened.caseType()).isEqualTo("follow-up");
        assertThat(opened.referenceCaseId()).isEqualTo(earlier);
        assertThat(chart(opened.caseId()).partner().partnerId()).isEqualTo(world.partner.id());
        assertThat(happened(opened.caseId())).contains("Created by Clinician");
    }

    @Test
    void aReferenceIsACaseOfThePatient() {
        UUID foreign = assigned();
        UUID patientId = world.patient(partner);

        Problem problem = refused(() -> write(tx -> world.cases.submit(
                tx,
                partner,
                new SubmitCase(patientId, false, false, foreign, null, null, true, List.of(), List.of(), List.of()))));

        assertThat(problem.fields()).containsOnlyKeys("reference_case_id");
    }

    @Test
    void aClinicianOpensNoCaseWhereItDoesNotPractise() {
        UUID patientId = world.patient(partner);
        Caller stranger = world.clinicianCaller(world.unlicensedClinician());

        Problem problem = refused(() -> write(tx -> world.cases.submit(tx, stranger, CasesWorld.plain(patientId))));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private UUID assigned() {
        UUID caseId =
                world.submit(partner, one -> CasesWorld.wanting(one, doctorId)).caseId();
        world.becomes(caseId, "assigned");
        return caseId;
    }

    private List<UUID> listed(boolean oldestFirst) {
        return listedAs("assigned", oldestFirst).stream().map(CaseLine::caseId).toList();
    }

    private List<CaseLine> listedAs(String status, boolean oldestFirst) {
        Filter all = new Filter(
                List.of(), List.of(), List.of(), List.of(), List.of(), null, false, false, false, oldestFirst);
        return world.read(tx -> world.cases.lists().byStatus(tx, partner, status, all, PageQuery.FIRST))
                .items();
    }

    private CaseChart chart(UUID caseId) {
        return world.read(tx -> world.cases.find(tx, partner, caseId));
    }

    private List<String> happened(UUID caseId) {
        return world.read(tx -> world.cases.history().events(tx, partner, caseId, PageQuery.FIRST)).content().stream()
                .map(EventLine::title)
                .toList();
    }

    private <T> T write(Function<Tx, T> work) {
        return world.write(work);
    }

    private static Problem refused(ThrowingCallable work) {
        return catchThrowableOfType(Problem.class, work);
    }
}
