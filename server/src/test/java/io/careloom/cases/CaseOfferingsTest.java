package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.ChangeLine;
import io.careloom.cases.offerings.LineKey;
import io.careloom.cases.offerings.LineKind;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.cases.offerings.LineTable;
import io.careloom.cases.offerings.NewLine;
import io.careloom.cases.offerings.Sendings;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseOfferingsTest {
    private static final CasesWorld WORLD = new CasesWorld();
    private static final ProductTerms PILLS = ProductTerms.NONE.with(Map.of(
            "name",
            "Finasteride",
            "quantity",
            "30",
            "refills",
            3,
            "pharmacy_id",
            14,
            "pharmacy_name",
            "North Pharmacy"));

    private final Caller partner = WORLD.partnerIn(Environment.SANDBOX);
    private final Caller server = Caller.system(partner.tenant());
    private Caller clinician;
    private UUID caseId;
    private UUID offering;

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void anAssignedCaseAndAnOffering() {
        clinician = WORLD.clinicianCaller(WORLD.clinician());
        caseId = WORLD.submit(partner, plain -> CasesWorld.wanting(plain, clinician.clinician()))
                .caseId();
        WORLD.becomes(caseId, "assigned");
        offering = offering(PILLS, false);
    }

    private UUID offering(ProductTerms terms, boolean approval) {
        return WORLD.write(
                tx -> OfferingSamples.put(tx, WORLD.partner.id(), ProductType.DOSESPOT_MEDICATION, terms, approval)
                        .id());
    }

    private CaseOffering added() {
        return WORLD.write(tx -> WORLD.cases.offerings().add(tx, partner, caseId, NewLine.of(offering)));
    }

    private void processing() {
        WORLD.write(tx -> WORLD.cases.moveByClinician(tx, clinician, caseId, CaseStatus.PROCESSING, null));
    }

    private List<CaseOffering> submitted(UUID... lines) {
        return WORLD.write(tx -> WORLD.cases.offerings().submit(tx, server, caseId, List.of(lines), Map.of()));
    }

    private CaseOffering completed(UUID line) {
        return WORLD.write(tx -> WORLD.cases.offerings().complete(tx, server, caseId, line, "delivery verified"));
    }

    private List<CaseOffering> lines() {
        return WORLD.read(tx -> WORLD.cases.offerings().all(tx, server, caseId));
    }

    @Test
    void aLineKeepsItsOwnCopyOfTheProductWithWhatLiesOverIt() {
        NewLine wanted = new NewLine(
                offering,
                null,
                Map.of("title", "For the hair"),
                ProductTerms.NONE.with(Map.of("quantity", "90", "pharmacy_id", 15)),
                "offering_id");

        CaseOffering line = WORLD.write(tx -> WORLD.cases.offerings().add(tx, partner, caseId, wanted));

        assertThat(lines()).containsExactly(line);
        assertThat(line.terms().title()).isEqualTo("For the hair");
        assertThat(line.terms().thankYouNote()).isEqualTo("Thank you!");
        assertThat(line.product().terms().quantity()).isEqualTo("90");
        assertThat(line.product().terms().refills()).isEqualTo(3);
        assertThat(line.product().terms().pharmacyName())
                .as("the name was the other pharmacy's")
                .isNull();
        WORLD.write(tx -> tx.handle()
                .createUpdate("update catalog.offering set name = 'Other', quantity = '1', deleted_at = now()"
                        + " where offering_id = :id")
                .bind("id", offering)
                .execute());
        assertThat(lines()).containsExactly(line);
    }

    @Test
    void aCaseHasAHundredLinesAtMost() {
        WORLD.write(tx -> WORLD.cases
                .offerings()
                .replace(tx, clinician, caseId, LineKind.ANY, Collections.nCopies(100, NewLine.of(offering))));

        Problem refused = catchThrowableOfType(Problem.class, this::added);

        assertThat(refused.fields()).containsOnlyKeys("offering_id");
        assertThat(lines()).hasSize(100);
    }

    @Test
    void anotherPartnersOfferingIsUnknown() {
        UUID foreign = WORLD.write(
                tx -> OfferingSamples.put(tx, WORLD.otherPartner.id(), ProductType.DOSESPOT_MEDICATION, PILLS)
                        .id());

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> WORLD.write(tx -> WORLD.cases.offerings().add(tx, partner, caseId, NewLine.of(foreign))));

        assertThat(refused.fields()).containsOnlyKeys("offering_id");
    }

    @Test
    void aLineOfAnotherCaseIsUnknown() {
        CaseOffering line = added();
        UUID other = WORLD.submit(partner, plain -> plain).caseId();

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> WORLD.write(tx -> WORLD.cases.offerings().remove(tx, partner, LineKey.of(other, line.id()))));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void theCaseIsCompletedWithItsLastLineAndPartnersHearOfEachOne() {
        CaseOffering first = added();
        CaseOffering second = added();
        processing();
        submitted(first.id(), second.id());

        completed(first.id());
        assertThat(WORLD.status(caseId)).isEqualTo("processing");
        completed(second.id());

        assertThat(WORLD.status(caseId)).isEqualTo("completed");
        assertThat(lines()).extracting(CaseOffering::status).containsOnly(LineStatus.COMPLETED);
        assertThat(WORLD.told(caseId))
                .containsExactly(
                        "CaseCreated",
                        "CaseAssigned",
                        "CaseProcessing",
                        "OfferingSubmitted",
                        "OfferingSubmitted",
                        "CaseCompleted");
        assertThat(WORLD.numbers(caseId)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void sendingAndAcknowledgingTwiceDoesNothing() {
        CaseOffering line = added();
        assertThat(submitted(line.id())).as("the case is not in processing").isEmpty();
        processing();
        assertThat(submitted(line.id())).hasSize(1);
        assertThat(submitted(line.id())).isEmpty();

        CaseOffering done = completed(line.id());

        assertThat(completed(line.id())).isEqualTo(done);
        assertThat(WORLD.told(caseId)).containsOnlyOnce("OfferingSubmitted").containsOnlyOnce("CaseCompleted");
    }

    @Test
    void acknowledgementsThatCrossEachOtherCompleteTheCaseOnce() throws Exception {
        List<UUID> lines = IntStream.range(0, 8).mapToObj(_ -> added().id()).toList();
        processing();
        submitted(lines.toArray(UUID[]::new));

        try (ExecutorService together = Executors.newFixedThreadPool(8)) {
            List<Callable<CaseOffering>> acknowledgements = lines.stream()
                    .<Callable<CaseOffering>>map(line -> () -> completed(line))
                    .toList();
            for (Future<CaseOffering> one : together.invokeAll(acknowledgements)) {
                one.get();
            }
        }

        assertThat(WORLD.status(caseId)).isEqualTo("completed");
        assertThat(WORLD.told(caseId))
                .containsOnlyOnce("CaseCompleted")
                .filteredOn("OfferingSubmitted"::equals)
                .hasSize(8);
        assertThat(WORLD.numbers(caseId))
                .isEqualTo(IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).toList());
    }

    @Test
    void aFailureTakesTheCaseToSupportWithTheReason() {
        CaseOffering line = added();
        processing();
        submitted(line.id());

        CaseOffering failed =
                WORLD.write(tx -> WORLD.cases.offerings().fail(tx, server, caseId, line.id(), "Unknown pharmacy"));

        assertThat(failed.status()).isEqualTo(LineStatus.PENDING);
        assertThat(failed.standing().details()).isEqualTo("Unknown pharmacy");
        CaseStatusLine now = now();
        assertThat(now).isEqualTo(new CaseStatusLine("support", "Unknown pharmacy"));
    }

    private record CaseStatusLine(String name, String reason) {}

    private CaseStatusLine now() {
        var status = WORLD.read(tx -> WORLD.cases.find(tx, server, caseId)).caseStatus();
        return new CaseStatusLine(status.name(), status.reason());
    }

    @Test
    void cancellingTheCaseCallsOffWhatIsOpen() {
        CaseOffering sent = added();
        CaseOffering acknowledged = added();
        CaseOffering unsent = added();
        processing();
        submitted(sent.id(), acknowledged.id());
        completed(acknowledged.id());

        WORLD.write(tx -> WORLD.cases.moveByPartner(tx, partner, caseId, CaseStatus.CANCELLED, "moved away"));

        assertThat(lines())
                .extracting(CaseOffering::id, CaseOffering::status)
                .containsExactly(
                        tuple(sent.id(), LineStatus.CANCELLED),
                        tuple(acknowledged.id(), LineStatus.COMPLETED),
                        tuple(unsent.id(), LineStatus.CANCELLED));
        Problem late = catchThrowableOfType(Problem.class, () -> completed(sent.id()));
        assertThat(late.code()).isEqualTo("illegal_transition");
    }

    @Test
    void completingByHandTakesOffWhatWasNotSent() {
        CaseOffering sent = added();
        added();
        processing();
        submitted(sent.id());

        WORLD.write(tx -> WORLD.cases.moveByClinician(tx, clinician, caseId, CaseStatus.COMPLETED, null));

        assertThat(lines())
                .extracting(CaseOffering::id, CaseOffering::status)
                .containsExactly(tuple(sent.id(), LineStatus.CANCELLED));
    }

    @Test
    void theClinicianMayStillChangeAnApprovedCaseThePartnerNot() {
        CaseOffering line = added();
        WORLD.write(tx -> WORLD.cases.marks().additionalApproval(tx, clinician, caseId, true));
        WORLD.write(tx -> WORLD.cases.approve(tx, clinician, caseId, new Cases.Approval(null, null, null)));
        ChangeLine change = new ChangeLine(Map.of("order", 4), Map.of("directions", "One per day."));

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> WORLD.write(
                        tx -> WORLD.cases.offerings().change(tx, partner, LineKey.of(caseId, line.id()), change)));
        CaseOffering changed =
                WORLD.write(tx -> WORLD.cases.offerings().change(tx, clinician, LineKey.of(caseId, line.id()), change));

        assertThat(refused.code()).isEqualTo("case_locked");
        assertThat(changed.terms().order()).isEqualTo(4);
        assertThat(changed.product().terms().directions()).isEqualTo("One per day.");
        assertThat(lines()).containsExactly(changed);
    }

    @Test
    void anOfferingThatThePartnerApprovesMakesTheCaseWaitForIt() {
        offering = offering(PILLS, true);
        added();

        assertThat(WORLD.read(tx -> WORLD.cases.find(tx, server, caseId)).isAdditionalApprovalNeeded())
                .isTrue();
    }

    @Test
    void whatBecameOfTheOrderIsKeptInAnyStatus() {
        CaseOffering line = added();
        processing();
        submitted(line.id());
        completed(line.id());
        Ordered ordered = new Ordered(
                "fulfilled",
                LocalDate.of(2026, 11, 28),
                "Tracking Number: 101010",
                Instant.parse("2026-11-28T09:00:00Z"));

        WORLD.write(tx -> WORLD.cases.offerings().ordered(tx, server, caseId, line.id(), ordered));

        assertThat(lines()).extracting(CaseOffering::ordered).containsExactly(ordered);
    }

    @Test
    void whatHappensToALineStandsInTheHistoryOfTheCase() {
        CaseOffering line = added();
        WORLD.write(tx -> WORLD.cases.offerings().cancel(tx, clinician, caseId, line.id(), "not needed"));

        List<String> history = WORLD.read(tx -> tx.handle()
                .createQuery("select type || ': ' || title from cases.case_event"
                        + " where case_offering_id = :id order by position")
                .bind("id", line.id())
                .mapTo(String.class)
                .list());
        assertThat(history)
                .containsExactly(
                        "offering_added: Offering added by Partner",
                        "offering_cancelled: Offering cancelled by Clinician");
    }

    @Test
    void theDatabaseGuardsTheMovesOfTheTable() {
        List<String> guarded = WORLD.read(tx -> tx.handle()
                .createQuery("select from_status || ' ' || to_status from cases.allowed_line_move")
                .mapTo(String.class)
                .list());

        assertThat(guarded).containsExactlyInAnyOrderElementsOf(LineTable.moves());
    }

    @Test
    void theDatabaseRefusesAMoveThatTheCodeWouldNotMake() {
        CaseOffering line = added();

        assertThatThrownBy(() -> WORLD.write(tx -> tx.handle()
                        .createUpdate(
                                "update cases.case_offering set status = 'completed' where case_offering_id = :id")
                        .bind("id", line.id())
                        .execute()))
                .hasMessageContaining("SQL state 23514");
    }

    @Test
    void sendingAgainTakesTheCaseBackFromSupportWithTheOtherPharmacy() {
        CaseOffering line = failed();

        CaseOffering again = WORLD.write(tx -> WORLD.cases
                .offerings()
                .sendings()
                .resubmit(tx, clinician, LineKey.of(caseId, line.id()), new Sendings.Again(77, null)));

        assertThat(again.product().terms().pharmacyId()).isEqualTo(77);
        assertThat(again.standing().details()).isNull();
        assertThat(WORLD.status(caseId)).isEqualTo("processing");
        assertThat(lines()).containsExactly(again);
        assertThat(submitted(line.id())).hasSize(1);
    }

    @Test
    void sendingAgainAsAnotherOfferingTakesItsProductAndPrice() {
        CaseOffering line = failed();
        UUID other = offering(ProductTerms.NONE.with(Map.of("name", "Minoxidil", "quantity", "60")), false);
        WORLD.write(tx -> tx.handle()
                .createUpdate("update catalog.offering set upcharge = 7.5, clinician_extra_fee = 2,"
                        + " is_charged_separately = true where offering_id = :id")
                .bind("id", other)
                .execute());

        CaseOffering again = WORLD.write(tx -> WORLD.cases
                .offerings()
                .sendings()
                .resubmit(tx, clinician, LineKey.of(caseId, line.id()), new Sendings.Again(null, other)));

        assertThat(lines()).containsExactly(again);
        assertThat(again.id()).isEqualTo(line.id());
        assertThat(again.offeringId()).isEqualTo(other);
        assertThat(again.product().terms().name()).isEqualTo("Minoxidil");
        assertThat(again.price())
                .isEqualTo(new CaseOffering.Price(new BigDecimal("7.50"), new BigDecimal("2.00"), true));
    }

    @Test
    void aLineOnItsWayIsNotSentAgain() {
        CaseOffering line = added();
        processing();
        submitted(line.id());

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> WORLD.write(tx -> WORLD.cases
                        .offerings()
                        .sendings()
                        .resubmit(tx, clinician, LineKey.of(caseId, line.id()), new Sendings.Again(null, null))));

        assertThat(refused.code()).isEqualTo("prescription_in_flight");
    }

    @Test
    void whatIsReopenedInProcessingIsToldToWhoeverSends() {
        CaseOffering line = added();
        added();
        processing();
        WORLD.write(tx -> WORLD.cases.offerings().cancel(tx, clinician, caseId, line.id(), null));

        WORLD.write(tx -> WORLD.cases
                .offerings()
                .sendings()
                .statuses(tx, clinician, caseId, LineKind.ANY, Map.of(line.id(), LineStatus.PENDING)));

        assertThat(lines()).extracting(CaseOffering::status).containsOnly(LineStatus.PENDING);
        assertThat(WORLD.told(caseId)).endsWith("OfferingsReopened");
    }

    @Test
    void peopleDoNotAcknowledge() {
        CaseOffering line = added();

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> WORLD.write(tx -> WORLD.cases
                        .offerings()
                        .sendings()
                        .statuses(tx, clinician, caseId, LineKind.ANY, Map.of(line.id(), LineStatus.COMPLETED))));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
    }

    @Test
    void callingOffALineOnItsWayIsToldAndTheLastOneCompletesTheCase() {
        CaseOffering line = added();
        processing();
        submitted(line.id());

        WORLD.write(tx -> WORLD.cases.offerings().sendings().cancelAll(tx, clinician, caseId, LineKind.PRESCRIBED));

        assertThat(WORLD.told(caseId)).endsWith("OfferingCancelled", "CaseCompleted");
        assertThat(lines()).extracting(CaseOffering::status).containsExactly(LineStatus.CANCELLED);
    }

    @Test
    void aCaseOfServicesIsDoneAsSoonAsItIsInProcessing() {
        NewLine service = new NewLine(
                null,
                ProductType.SERVICE,
                Map.of("title", "Blood test"),
                ProductTerms.NONE.with(Map.of("name", "Blood test", "service_type", "lab order")),
                "title");
        WORLD.write(tx -> WORLD.cases.offerings().add(tx, partner, caseId, service));
        processing();

        WORLD.becomes(caseId, "completed");

        assertThat(WORLD.told(caseId)).endsWith("CaseProcessing", "OfferingSubmitted", "CaseCompleted");
    }

    @Test
    void aCodeOfTheFormularyIsWrittenOut() {
        NewLine finasteride = new NewLine(
                null,
                ProductType.DOSESPOT_MEDICATION,
                Map.of(),
                ProductTerms.NONE.with(Map.of("dosespot_rxcui", 9901001, "quantity", "30")),
                "dosespot_medication_id");
        CaseOffering line = WORLD.write(tx -> WORLD.cases.offerings().add(tx, clinician, caseId, finasteride));

        assertThat(line.offeringId()).isNull();
        assertThat(line.product().terms().name()).isEqualTo("Finasteride Oral Tablet 1 MG");
        assertThat(line.product().terms().dispenseUnit()).isEqualTo("Tablet");
        NewLine unknown = new NewLine(
                null,
                ProductType.DOSESPOT_MEDICATION,
                Map.of(),
                ProductTerms.NONE.with(Map.of("dosespot_rxcui", 1)),
                "dosespot_medication_id");
        Problem refused = catchThrowableOfType(
                Problem.class, () -> WORLD.write(tx -> WORLD.cases.offerings().add(tx, clinician, caseId, unknown)));
        assertThat(refused.fields()).containsOnlyKeys("dosespot_medication_id");
    }

    @Test
    void aSimulatedCaseIsResubmitted() {
        CaseOffering line = failed();

        WORLD.write(tx -> WORLD.cases
                .simulations()
                .move(tx, partner, caseId, new TestEncounters.Wanted("resubmit", null, clinician.clinician())));

        assertThat(WORLD.status(caseId)).isEqualTo("processing");
        assertThat(submitted(line.id())).hasSize(1);
    }

    private CaseOffering failed() {
        CaseOffering line = added();
        processing();
        submitted(line.id());
        return WORLD.write(tx -> WORLD.cases.offerings().fail(tx, server, caseId, line.id(), "Unknown pharmacy"));
    }
}
