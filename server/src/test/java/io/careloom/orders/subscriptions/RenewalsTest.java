package io.careloom.orders.subscriptions;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.orders.subscriptions.Subscriptions.Key;
import io.careloom.platform.database.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Renewals come by the tenant's clock, and each asks for at most one case. */
class RenewalsTest {
    private static SubscriptionWorld world;

    @BeforeAll
    static void open() {
        world = new SubscriptionWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Waits until each renewal has what it asks for. */
    private static List<UUID> settledCases(Subscription of, long renewals) throws InterruptedException {
        eventually(
                renewals + " renewals are settled",
                () -> world.renewals(of.subscriptionId()).equals(List.of(renewals, 0L)));
        return world.cases(of.patientId());
    }

    private static CaseChart chart(Caller partner, UUID caseId) {
        return world.rooms.read(tx -> world.rooms.cases.find(tx, partner, caseId));
    }

    @Test
    void aRenewalOpensAFollowUpCaseOfTheLastOne() throws InterruptedException {
        Caller partner = world.partner("Follow Up");
        Subscription monthly = world.create(partner, world.terms(partner, 30, 30));
        world.renew();
        assertThat(world.renewals(monthly.subscriptionId())).containsExactly(0L, 0L);

        world.advance(partner, Duration.ofDays(30));
        world.renew();
        UUID first = settledCases(monthly, 1).getFirst();
        world.advance(partner, Duration.ofDays(30));
        world.renew();
        UUID second = settledCases(monthly, 2).getLast();

        assertThat(chart(partner, first).referenceCaseId()).isNull();
        assertThat(chart(partner, second).referenceCaseId()).isEqualTo(first);
        assertThat(chart(partner, second).caseType()).isEqualTo("follow-up");
        assertThat(chart(partner, second).metadata()).isEqualTo("subscription " + monthly.subscriptionId());
    }

    @Test
    void theFollowUpCaseHasWhatTheSubscriptionBringsAndThePartnerOffersThereAndThen() throws InterruptedException {
        Caller partner = world.partner("Bottles");
        UUID kept = world.offering(partner);
        UUID local = world.offering(partner);
        UUID elsewhere = world.offering(partner);
        UUID deleted = world.offering(partner);
        Subscription monthly =
                world.create(partner, world.bringing(partner, 30, 30, deleted, local, kept, elsewhere, kept));
        limit(local, world.rooms.california.stateId());
        limit(elsewhere, new Geography().stateNamed("NY").orElseThrow().stateId());
        world.write(tx -> tx.handle()
                .createUpdate("update catalog.offering set deleted_at = now() where offering_id = :id")
                .bind("id", deleted)
                .execute());

        world.advance(partner, Duration.ofDays(30));
        world.renew();
        UUID followUp = settledCases(monthly, 1).getFirst();

        assertThat(chart(partner, followUp).caseOfferings())
                .extracting(CaseOffering.Shown::offerableId)
                .containsExactly(local, kept);
    }

    /** From now on it is offered in this state only. */
    private static void limit(UUID offeringId, UUID stateId) {
        world.write(tx -> tx.handle()
                .createUpdate("insert into catalog.offering_link (offering_id, kind, other_id, created_at)"
                        + " values (:offering, 'state', :state, now())")
                .bind("offering", offeringId)
                .bind("state", stateId)
                .execute());
    }

    @Test
    void whatItBringsMustBeThePartnersToOfferUnlessItBroughtItBefore() {
        Caller partner = world.partner("Own Bottles");
        UUID own = world.offering(partner);
        UUID foreign = world.offering(world.partner("Foreign Bottles"));
        Subscription made = world.create(partner, world.bringing(partner, 30, 30, own));
        Key key = new Key(made.subscriptionId(), null);
        world.write(tx -> tx.handle()
                .createUpdate("update catalog.offering set deleted_at = now() where offering_id = :id")
                .bind("id", own)
                .execute());

        for (UUID unknown : List.of(foreign, own, UUID.randomUUID())) {
            Problem refused = catchThrowableOfType(
                    Problem.class,
                    () -> world.create(partner, world.bringing(partner, 30, 30, world.offering(partner), unknown)));
            assertThat(refused.fields()).containsOnlyKeys("products.1.offering_id");
        }
        List<SubscriptionTerms.Product> products =
                world.bringing(partner, 30, 30, own, foreign).products();
        Problem refused = catchThrowableOfType(Problem.class, () -> changed(partner, key, products));
        assertThat(refused.fields()).containsOnlyKeys("products.1.offering_id");
        assertThat(changed(partner, key, List.of(products.getFirst(), products.getFirst()))
                        .terms()
                        .products())
                .hasSize(2);
    }

    private static Subscription changed(Caller partner, Key key, List<SubscriptionTerms.Product> products) {
        return world.write(tx -> world.subscriptions.change(
                tx, partner, key, new ChangeSubscription(Map.of("products", products), null)));
    }

    @Test
    void aRenewalBetweenEncountersOpensNone() throws InterruptedException {
        Caller partner = world.partner("Rare Encounters");
        Subscription monthly = world.create(partner, world.terms(partner, 30, 60));

        world.advance(partner, Duration.ofDays(30));
        world.renew();
        assertThat(settledCases(monthly, 1)).isEmpty();
        world.advance(partner, Duration.ofDays(30));
        world.renew();
        assertThat(settledCases(monthly, 2)).hasSize(1);
    }

    @Test
    void whatATimerSleptOverIsMadeUpForPeriodByPeriod() throws InterruptedException {
        Caller partner = world.partner("Long Sleep");
        Subscription weekly = world.create(partner, world.terms(partner, 7, 7));

        world.advance(partner, Duration.ofDays(31));
        world.renew();

        assertThat(settledCases(weekly, 4)).hasSize(4);
    }

    @Test
    void aPauseIsNotMadeUpFor() throws InterruptedException {
        Caller partner = world.partner("Long Pause");
        Subscription weekly = world.create(partner, world.terms(partner, 7, 7));
        Key key = new Key(weekly.subscriptionId(), null);
        world.write(tx -> world.subscriptions.move(tx, partner, key, SubscriptionStatus.PAUSED));
        world.advance(partner, Duration.ofDays(31));
        world.renew();
        assertThat(world.renewals(weekly.subscriptionId())).containsExactly(0L, 0L);

        world.write(tx -> world.subscriptions.change(
                tx, partner, key, new ChangeSubscription(Map.of(), SubscriptionStatus.ACTIVE)));
        world.renew();
        assertThat(world.renewals(weekly.subscriptionId())).containsExactly(0L, 0L);
        world.advance(partner, Duration.ofDays(4));
        world.renew();
        assertThat(settledCases(weekly, 1)).hasSize(1);
    }

    @Test
    void nothingRenewsAfterTheEnd() throws InterruptedException {
        Caller partner = world.partner("Short End");
        SubscriptionTerms year = world.terms(partner, 10, 10);
        Subscription short1 = world.create(
                partner,
                new SubscriptionTerms(
                        "Short",
                        "Three weeks.",
                        10,
                        10,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        year.subscriptionCreatedAt(),
                        year.subscriptionCreatedAt().plus(Duration.ofDays(20))));

        world.advance(partner, Duration.ofDays(90));
        world.renew();

        assertThat(settledCases(short1, 1)).hasSize(1);
        assertThat(world.find(partner, short1.subscriptionId()).status()).isEqualTo(SubscriptionStatus.EXPIRED);
    }

    @Test
    void aDeletedOneRenewsNoMore() {
        Caller partner = world.partner("Deleted");
        Subscription weekly = world.create(partner, world.terms(partner, 7, 7));
        world.write(tx -> {
            world.subscriptions.delete(tx, partner, new Key(weekly.subscriptionId(), null));
            return true;
        });

        world.advance(partner, Duration.ofDays(31));
        world.renew();

        assertThat(world.renewals(weekly.subscriptionId())).containsExactly(0L, 0L);
    }

    @Test
    void nodesThatWorkAtTheSameTimeOpenOneCaseAPeriod() throws InterruptedException, ExecutionException {
        Caller partner = world.partner("Two Nodes");
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(world.create(partner, world.terms(partner, 30, 30)));
        }
        world.advance(partner, Duration.ofDays(95));

        List<SubscriptionWorld.Node> nodes = List.of(world.node(), world.node());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            CountDownLatch start = new CountDownLatch(1);
            nodes.forEach(node -> node.followers().start());
            List<Future<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                SubscriptionWorld.Node node = nodes.get(i % 2);
                runs.add(threads.submit(() -> {
                    start.await();
                    return world.rooms.people.transactions.write(Origin.worker("node"), tx -> {
                        node.door().renew(tx);
                        return true;
                    });
                }));
            }
            start.countDown();
            for (Future<Boolean> run : runs) {
                assertThat(run.get()).isTrue();
            }
            for (Subscription one : all) {
                assertThat(settledCases(one, 3)).hasSize(3);
            }
        } finally {
            nodes.forEach(node -> node.followers().close());
        }
    }
}
