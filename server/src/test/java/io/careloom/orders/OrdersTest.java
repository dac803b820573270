package io.careloom.orders;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.charts.CaseOrders;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.LineKey;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.sandbox.SimulatedFulfilment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders from the lines of a case to the tracking number. */
class OrdersTest {
    private static OrderWorld world;
    private static Pharmacy pharmacy;

    @BeforeAll
    static void open() {
        pharmacy = new Pharmacy();
        world = new OrderWorld(pharmacy);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void anOpenPharmacy() {
        pharmacy.asked.clear();
        pharmacy.away = false;
        pharmacy.unheard = false;
        pharmacy.refusal = null;
        pharmacy.stands.set(null);
    }

    private static LocalDate today(Caller partner) {
        return LocalDate.ofInstant(world.rooms.clocks.now(partner.tenant()), ZoneOffset.UTC);
    }

    /** Everything that is due, by everybody. */
    private static void work() {
        while (world.worker.step()) {
            assertThat(pharmacy.asked.size()).isLessThan(10_000);
        }
    }

    private static Order sent(Caller partner) throws InterruptedException {
        Order first = world.ordered(partner, OrderWorld.threeFills()).getFirst();
        world.advance(partner, OrderWorld.HOLD);
        work();
        return world.again(first);
    }

    private static OrderReport shipped(String number, Instant at) {
        return new OrderReport(Stage.FULFILLED, null, null, null, new Tracking(number, null, null, at));
    }

    @Test
    void oneOrderIsMadeForEachFillOfAPharmacy() throws InterruptedException {
        Caller partner = world.partner("Three Fills", Environment.SANDBOX);

        List<Order> made = world.ordered(partner, OrderWorld.threeFills());

        assertThat(made).extracting(order -> order.status().word()).containsExactly("new", "scheduled", "scheduled");
        assertThat(made).extracting(order -> order.content().sequenceNumber()).containsExactly(1, 2, 3);
        assertThat(made).allMatch(order -> order.content().sequenceTotal() == 3);
        assertThat(made)
                .allMatch(order -> order.content()
                        .sequenceId()
                        .equals(made.getFirst().content().externalId()));
        LocalDate today = today(partner);
        assertThat(made).extracting(Order::date).containsExactly(today, today.plusDays(83), today.plusDays(173));
        assertThat(made.getFirst().content().number()).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(world.lines(partner, made.getFirst().owner().caseId())
                        .getFirst()
                        .ordered()
                        .status())
                .isEqualTo("new");
    }

    @Test
    void linesOfOnePharmacyShareItsOrdersAndAnotherPharmacyHasItsOwn() throws InterruptedException {
        Caller partner = world.partner("Two Pharmacies", Environment.SANDBOX);
        Map<String, Object> once = OrderWorld.fills(0);
        Map<String, Object> elsewhere = OrderWorld.fills(0);
        elsewhere.put("pharmacy_id", 32);
        UUID caseId = world.processing(
                partner,
                OrderWorld.line(ProductType.PHARMACY_API_PRODUCT, OrderWorld.fills(1)),
                OrderWorld.line(ProductType.PHARMACY_API_PRODUCT, once),
                OrderWorld.line(ProductType.PHARMACY_API_PRODUCT, elsewhere));
        List<CaseOffering> lines = world.lines(partner, caseId);

        world.taken(partner, caseId, lines.get(0).id());
        world.taken(partner, caseId, lines.get(2).id());
        eventually(
                "the other pharmacy's is made",
                () -> world.ofCase(partner, caseId).size() == 1);
        assertThat(world.ofCase(partner, caseId).getFirst().content().lineIds())
                .containsExactly(lines.get(2).id());
        world.taken(partner, caseId, lines.get(1).id());
        eventually(
                "the shared ones are made", () -> world.ofCase(partner, caseId).size() == 3);

        assertThat(world.ofCase(partner, caseId).stream()
                        .filter(order -> "31".equals(order.content().pharmacyId()))
                        .map(order -> order.content().lineIds()))
                .containsExactlyInAnyOrder(
                        List.of(lines.get(0).id(), lines.get(1).id()),
                        List.of(lines.get(0).id()));
    }

    @Test
    void aPrescriptionAloneIsNotOrderedInLive() throws InterruptedException {
        Caller partner = world.partner("Live Retail", Environment.LIVE);
        UUID caseId = world.processing(partner, OrderWorld.line(ProductType.DOSESPOT_MEDICATION, OrderWorld.fills(2)));

        world.taken(partner, caseId, world.lines(partner, caseId).getFirst().id());

        eventually(
                "the line says so",
                () -> "not-applicable"
                        .equals(world.lines(partner, caseId)
                                .getFirst()
                                .ordered()
                                .status()));
        assertThat(world.ofCase(partner, caseId)).isEmpty();
    }

    @Test
    void theWorkerCarriesAnOrderToItsTrackingNumberAndTellsOfIt() throws InterruptedException {
        Caller partner = world.partner("To The Door", Environment.SANDBOX);
        Order first = world.ordered(partner, OrderWorld.threeFills()).getFirst();
        work();
        assertThat(world.again(first).status()).isEqualTo(OrderStatus.NEW);

        world.advance(partner, OrderWorld.HOLD);
        work();
        assertThat(world.again(first).status()).isEqualTo(OrderStatus.CREATED);
        world.write(tx -> world.orders.hear(tx, first.content().externalId(), OrderReport.of(Stage.RECEIVED, null)));
        world.write(tx -> world.orders.hear(tx, first.content().externalId(), shipped("101010", Instant.EPOCH)));

        String caseId = first.owner().caseId().toString();
        String head = "{\"encounter_id\":\"" + caseId + "\",\"case_id\":\"" + caseId + "\",\"order_status\":\"";
        assertThat(world.told(first))
                .containsExactly(
                        "order_status_changed 2 " + head + "ready\",\"order_details\":null}",
                        "order_status_changed 3 " + head + "created\",\"order_details\":null}",
                        "order_status_changed 4 " + head + "received\",\"order_details\":null}",
                        "order_status_changed 5 " + head + "fulfilled\",\"order_details\":\"Tracking Number: 101010\"}",
                        "order_tracking_number_changed 6 " + head
                                + "fulfilled\",\"order_details\":\"Tracking Number: 101010\"}");
        CaseOffering.Ordered shown =
                world.lines(partner, first.owner().caseId()).getFirst().ordered();
        assertThat(shown.status()).isEqualTo("fulfilled");
        assertThat(shown.details()).isEqualTo("Tracking Number: 101010");
        assertThat(shown.date()).isEqualTo(first.date());
    }

    @Test
    void anotherTrackingNumberIsToldAlone() throws InterruptedException {
        Caller partner = world.partner("Rerouted", Environment.SANDBOX);
        Order order = sent(partner);
        UUID externalId = order.content().externalId();
        world.write(tx -> world.orders.hear(tx, externalId, shipped("101010", Instant.EPOCH)));
        int told = world.told(order).size();

        world.write(tx -> world.orders.hear(tx, externalId, shipped("202020", Instant.EPOCH.plusSeconds(1))));
        world.write(tx -> world.orders.hear(tx, externalId, shipped("101010", Instant.EPOCH)));

        assertThat(world.told(order)).hasSize(told + 1);
        assertThat(world.told(order).getLast())
                .startsWith("order_tracking_number_changed")
                .contains("202020");
    }

    @Test
    void ofSixtyFourWhoSubmitOneOrderOneWins() throws InterruptedException, ExecutionException {
        Caller partner = world.partner("Crowd", Environment.SANDBOX);
        Order scheduled = world.ordered(partner, OrderWorld.threeFills()).get(1);
        List<Future<Boolean>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            CountDownLatch start = new CountDownLatch(1);
            for (int i = 0; i < 64; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return submits(partner, scheduled);
                }));
            }
            start.countDown();
        }
        int winners = 0;
        for (Future<Boolean> one : all) {
            winners += one.get() ? 1 : 0;
        }

        assertThat(winners).isEqualTo(1);
        assertThat(world.again(scheduled).attempt()).isEqualTo(1);
        assertThat(world.told(scheduled)).hasSize(1);
        work();
        assertThat(pharmacy.asked.stream()
                        .filter(one ->
                                one.startsWith("create " + scheduled.content().externalId())))
                .hasSize(1);
    }

    /** Asks until it is decided: a crowd may have to wait for a connection longer than the pool does. */
    private static boolean submits(Caller partner, Order order) {
        while (true) {
            try {
                world.write(tx -> world.orders.submit(tx, partner, OrderWorld.key(order)));
                return true;
            } catch (Problem problem) {
                if (problem.kind() == Problem.Kind.CONFLICT) {
                    return false;
                }
                assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
            }
        }
    }

    @Test
    void aRefusedOrderFailsWithTheReasonAndCanBeSentAgain() throws InterruptedException {
        Caller partner = world.partner("Bad Address", Environment.SANDBOX);
        pharmacy.refusal = "Invalid Address Zip";
        Order failed = sent(partner);
        assertThat(failed.status()).isEqualTo(OrderStatus.FAILED);
        assertThat(failed.details()).isEqualTo("Invalid Address Zip");
        assertThat(failed.said().metadata()).isEqualTo("{\"code\":42227}");

        pharmacy.refusal = null;
        world.write(tx -> world.orders.submit(tx, partner, OrderWorld.key(failed)));
        work();

        assertThat(world.again(failed).status()).isEqualTo(OrderStatus.CREATED);
        assertThat(world.again(failed).details()).isNull();
    }

    @Test
    void aPharmacyThatDoesNotAnswerIsAskedAgain() throws InterruptedException {
        Caller partner = world.partner("Silence", Environment.SANDBOX);
        pharmacy.away = true;
        Order waiting = sent(partner);
        assertThat(waiting.status()).isEqualTo(OrderStatus.READY);

        pharmacy.away = false;
        work();
        assertThat(world.again(waiting).status()).isEqualTo(OrderStatus.READY);
        world.advance(partner, Duration.ofMinutes(1));
        work();

        assertThat(world.again(waiting).status()).isEqualTo(OrderStatus.CREATED);
        assertThat(pharmacy.asked.stream().distinct().filter(one -> one.startsWith("create")))
                .hasSize(1);
    }

    @Test
    void aNodeThatDiesAfterThePharmacyTookTheOrderSendsItNoSecondTime() throws InterruptedException {
        Caller partner = world.partner("Crash", Environment.SANDBOX);
        Order first = world.ordered(partner, OrderWorld.threeFills()).getFirst();
        world.advance(partner, OrderWorld.HOLD);
        pharmacy.afterwards.set(() -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> work()).hasMessage("killed");
        OrderWorker another = world.worker(pharmacy);
        another.step(); // on a slow machine orders of other tests are due; the lease of this one has not ended
        assertThat(world.again(first).status()).isEqualTo(OrderStatus.READY);

        world.write(
                tx -> tx.handle()
                        .execute(
                                "update orders.case_order set leased_until = now() - interval '1 second' where lease is not null"));
        while (another.step()) {
            assertThat(pharmacy.asked.size()).isLessThan(10_000);
        }

        assertThat(world.again(first).status()).isEqualTo(OrderStatus.CREATED);
        assertThat(pharmacy.orders.keySet().stream()
                        .filter(key ->
                                key.startsWith(first.content().externalId().toString())))
                .hasSize(1);
    }

    @Test
    void anOrderThatIsCalledOffWhileItIsSentIsCalledOffThere() throws InterruptedException {
        Caller partner = world.partner("Second Thoughts", Environment.SANDBOX);
        Order first = world.ordered(partner, OrderWorld.threeFills()).getFirst();
        world.advance(partner, OrderWorld.HOLD);
        pharmacy.afterwards.set(() -> world.write(tx -> world.orders.cancel(tx, partner, OrderWorld.key(first))));

        work();

        Order cancelled = world.again(first);
        assertThat(cancelled.status()).isEqualTo(OrderStatus.CANCELLING);
        assertThat(cancelled.details()).isEqualTo("Cancelled by the pharmacy.");
        assertThat(pharmacy.asked).contains("cancel " + cancelled.receipt().id());
    }

    @Test
    void anOrderWhoseAnswerWasLostIsAskedForItsNameAndCalledOff() throws InterruptedException {
        Caller partner = world.partner("Lost Answers", Environment.SANDBOX);
        Order first = world.ordered(partner, OrderWorld.threeFills()).getFirst();
        world.advance(partner, OrderWorld.HOLD);
        pharmacy.unheard = true;
        work();
        pharmacy.unheard = false;

        world.write(tx -> world.orders.cancel(tx, partner, OrderWorld.key(first)));
        work();

        String key = first.content().externalId() + "-1";
        assertThat(world.again(first).details()).isEqualTo("Cancelled by the pharmacy.");
        assertThat(pharmacy.asked)
                .containsSubsequence("create " + key, "create " + key, "cancel " + pharmacy.orders.get(key));
    }

    @Test
    void aCancelledFillThatThePharmacyNeverHeardOfIsNotAskedAbout() throws InterruptedException {
        Caller partner = world.partner("Early Thoughts", Environment.SANDBOX);
        Order scheduled = world.ordered(partner, OrderWorld.threeFills()).get(2);

        world.write(tx -> world.orders.cancel(tx, partner, OrderWorld.key(scheduled)));
        world.advance(partner, Duration.ofDays(365));
        work();

        assertThat(world.again(scheduled).status()).isEqualTo(OrderStatus.CANCELLING);
        assertThat(pharmacy.asked)
                .noneMatch(one -> one.contains(scheduled.content().externalId().toString()));
    }

    @Test
    void aFillWaitsForItsDay() throws InterruptedException {
        Caller partner = world.partner("Patience", Environment.SANDBOX);
        Order second = world.ordered(partner, OrderWorld.threeFills()).get(1);
        world.write(tx -> world.orders.change(
                tx,
                partner,
                OrderWorld.key(second),
                new ChangeOrder(
                        Change.set(today(partner).plusDays(3)), Change.set("paid"), Change.set(today(partner)))));
        world.advance(partner, Duration.ofDays(2));
        work();
        assertThat(world.again(second).status()).isEqualTo(OrderStatus.SCHEDULED);

        world.advance(partner, Duration.ofDays(1));
        work();

        assertThat(world.again(second).status()).isEqualTo(OrderStatus.CREATED);
        assertThat(world.again(second).payment().status()).isEqualTo("paid");
    }

    @Test
    void theSandboxShipsByItself() throws InterruptedException {
        Caller partner = world.partner("By Itself", Environment.SANDBOX);
        Order first = world.ordered(partner, OrderWorld.threeFills()).getFirst();
        OrderWorker simulated = world.worker(new SimulatedFulfilment(Duration.ofMinutes(10)));
        world.advance(partner, OrderWorld.HOLD);
        simulated.step();
        assertThat(world.again(first).status()).isEqualTo(OrderStatus.CREATED);

        world.advance(partner, Duration.ofMinutes(6));
        simulated.step();
        assertThat(world.again(first).status()).isEqualTo(OrderStatus.RECEIVED);
        world.advance(partner, Duration.ofMinutes(6));
        simulated.step();

        Order shipped = world.again(first);
        assertThat(shipped.status()).isEqualTo(OrderStatus.FULFILLED);
        assertThat(shipped.details())
                .isEqualTo("Tracking Number: SIM" + first.content().number().substring(16));
    }

    @Test
    void listsOfCasesShowTheOrdersOfEachCase() throws InterruptedException {
        Caller partner = world.partner("Lists", Environment.SANDBOX);
        List<Order> three = world.ordered(partner, OrderWorld.threeFills());
        List<Order> one =
                world.ordered(partner, OrderWorld.line(ProductType.PHARMACY_API_PRODUCT, OrderWorld.fills(0)));
        UUID caseId = three.getFirst().owner().caseId();
        UUID other = one.getFirst().owner().caseId();

        Map<UUID, CaseLine> cases =
                world.read(tx -> world.rooms.cases.lists().byIds(tx, partner, List.of(caseId, other)));

        assertThat(cases.get(caseId).orders())
                .extracting(CaseOrders.Line::id)
                .containsExactlyElementsOf(three.stream().map(Order::orderId).toList());
        assertThat(cases.get(caseId).orders())
                .extracting(CaseOrders.Line::status)
                .containsExactly("new", "scheduled", "scheduled");
        assertThat(cases.get(other).orders())
                .extracting(CaseOrders.Line::externalId)
                .containsExactly(one.getFirst().content().externalId());
    }

    /** An offering that the shop shows, with another one beside it. */
    private static UUID inTheShop(Caller partner) {
        UUID partnerId = Objects.requireNonNull(partner.partnerId());
        ProductTerms terms = ProductTerms.NONE.with(OrderWorld.fills(0));
        UUID made = world.write(tx -> OfferingSamples.put(tx, partnerId, ProductType.PHARMACY_API_PRODUCT, terms)
                .id());
        UUID beside = world.write(tx -> OfferingSamples.put(tx, partnerId, ProductType.PHARMACY_API_PRODUCT, terms)
                .id());
        world.write(tx -> tx.handle()
                .execute(
                        "update catalog.offering set store_url = ?, recommendation_message = ? where offering_id = ?",
                        "https://shop.example/foam",
                        "Goes well with foam.",
                        made));
        world.write(tx -> tx.handle()
                .execute(
                        "insert into catalog.offering_link (offering_id, kind, other_id, detail, created_at)"
                                + " values (?, 'offering', ?, 'bundle', now())",
                        made,
                        beside));
        return made;
    }

    @Test
    void aLineShowsWhatItIsForAndWhatTheShopSaysOfItToday() throws InterruptedException {
        Caller partner = world.partner("Shop", Environment.SANDBOX);
        UUID made = inTheShop(partner);
        UUID caseId = world.rooms.submit(partner, plain -> plain).caseId();
        world.rooms.becomes(caseId, "assigned");
        UUID line = world.write(tx -> world.rooms
                .cases
                .offerings()
                .add(tx, world.clinician(), caseId, NewLine.of(made))
                .id());
        UUID disease = world.read(tx -> tx.handle()
                .createQuery("select disease_id from catalog.disease order by icd limit 1")
                .mapTo(UUID.class)
                .one());
        world.write(tx -> world.rooms
                .cases
                .offerings()
                .diseases()
                .attach(tx, world.clinician(), LineKey.of(caseId, line), disease));
        world.write(
                tx -> world.rooms.cases.moveByClinician(tx, world.clinician(), caseId, CaseStatus.PROCESSING, null));
        world.taken(partner, caseId, line);
        eventually("the order is made", () -> !world.ofCase(partner, caseId).isEmpty());

        OrderView.Line shown = world.read(tx -> world.orders.ofCase(tx, partner, caseId))
                .getFirst()
                .lines()
                .getFirst();

        assertThat(shown.diseases()).extracting(CaseDisease::diseaseId).containsExactly(disease);
        assertThat(shown.recommends()).isTrue();
        assertThat(shown.offering().terms().storeUrl()).isEqualTo("https://shop.example/foam");
        assertThat(shown.offering().terms().recommendationMessage()).isEqualTo("Goes well with foam.");
    }

    private static long listed(Caller partner) {
        OrderFilter all = new OrderFilter(null, null, List.of(), null, null, null);
        return world.read(tx -> world.orders.list(tx, partner, all, List.of(), PageQuery.FIRST))
                .total();
    }

    @Test
    void aPatientWhoLeftHasOrdersInNoListUntilItIsBack() throws InterruptedException {
        Caller partner = world.partner("Farewell", Environment.SANDBOX);
        Order order = world.ordered(partner, OrderWorld.threeFills()).getFirst();
        UUID patientId = order.owner().patientId();
        assertThat(listed(partner)).isEqualTo(3);

        world.write(tx -> {
            world.rooms.deletions().delete(tx, partner, patientId);
            return true;
        });

        assertThatThrownBy(() -> world.read(tx -> world.orders.ofPatient(tx, partner, patientId, PageQuery.FIRST)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        eventually("no list has its orders", () -> listed(partner) == 0);
        eventually("its case is gone", () -> isGone(partner, order));

        world.write(tx -> world.rooms.deletions().restore(tx, partner, patientId));
        eventually("lists have them again", () -> listed(partner) == 3);
    }

    private static boolean isGone(Caller partner, Order order) {
        try {
            world.write(tx -> world.orders.submit(tx, partner, OrderWorld.key(order)));
            return false;
        } catch (Problem problem) {
            return problem.kind() == Problem.Kind.NOT_FOUND;
        }
    }
}
