package io.careloom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryStoreTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static TestDatabase database;
    private static Transactions transactions;

    private final UUID tenant = UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        transactions = database.database().transactions();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static <T> T claiming(Function<ClaimStore, T> work) {
        return transactions.write(ORIGIN, tx -> work.apply(new ClaimStore(tx)));
    }

    private static <T> T with(Function<DeliveryStore, T> work) {
        return transactions.write(ORIGIN, tx -> work.apply(new DeliveryStore(tx)));
    }

    private Queued message(UUID subject) {
        return new Queued(
                UUID.randomUUID(),
                tenant,
                UUID.randomUUID(),
                "case_waiting",
                null,
                null,
                subject,
                "https://hooks.example/in",
                "{\"timestamp\":1}",
                "automatic",
                "4x15m",
                NOON);
    }

    private List<Queued> insert(int count) {
        List<Queued> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(message(UUID.randomUUID()));
        }
        with(store -> store.insert(messages, UUID.randomUUID(), Set.of()));
        return messages;
    }

    private List<Delivery> claim(int room) {
        return claiming(store -> store.claimFirst(UUID.randomUUID(), Map.of(tenant, room)));
    }

    private List<Delivery> claimRetries(Instant now) {
        return claiming(store -> store.claimRetries(UUID.randomUUID(), Map.of(tenant, 10), of -> now));
    }

    private static List<UUID> waiting() {
        return claiming(ClaimStore::tenantsWithQueued);
    }

    private static List<UUID> failing() {
        return claiming(ClaimStore::tenantsWithFailed);
    }

    private static List<UUID> endLeases() {
        transactions.write(
                ORIGIN,
                tx -> tx.handle()
                        .execute("update webhooks.delivery set leased_until = now() - interval '1 second'"
                                + " where lease is not null"));
        return claiming(ClaimStore::endLeases);
    }

    private static void record(Delivery delivery, String status, Instant next) {
        Outcome outcome = new Outcome(delivery, "https://moved.example/", NOON, 500, 12, "status");
        with(store -> {
            store.record(List.of(new DeliveryStore.Recorded(outcome, status, NOON, next)));
            return true;
        });
    }

    private static String state(Delivery delivery) {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("""
                        select concat_ws(' ', d.status, d.url, d.lease is null, cardinality(d.attempts))
                        from webhooks.delivery d where d.delivery_id = :id
                        """)
                        .bind("id", delivery.deliveryId())
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void claimHandsOutWhatIsThereInOrderAndOnce() {
        List<Queued> messages = insert(5);
        assertThat(waiting()).contains(tenant);

        List<Delivery> claimed = claim(3);
        List<Delivery> rest = claim(10);

        assertThat(claimed)
                .extracting(Delivery::deliveryId)
                .containsExactlyElementsOf(
                        messages.stream().limit(3).map(Queued::deliveryId).toList());
        assertThat(rest).hasSize(2);
        assertThat(claim(10)).isEmpty();
        assertThat(waiting()).doesNotContain(tenant);
        assertThat(claimed.getFirst().body()).isEqualTo("{\"timestamp\":1}");
        assertThat(claimed.getFirst().eventId()).isEqualTo(messages.getFirst().eventId());
    }

    @Test
    void parallelClaimsNeverShareAMessage() throws Exception {
        insert(300);
        List<UUID> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<List<Delivery>>> claims = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                claims.add(threads.submit(() -> claim(10)));
            }
            for (Future<List<Delivery>> claim : claims) {
                claim.get().forEach(delivery -> claimed.add(delivery.deliveryId()));
            }
        }
        claim(1_000).forEach(delivery -> claimed.add(delivery.deliveryId()));
        assertThat(claimed).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void onlyTheOldestUnsentMessageOfASubjectIsHandedOut() {
        UUID subject = UUID.randomUUID();
        List<Queued> messages = List.of(message(subject), message(subject), message(subject));
        with(store -> store.insert(messages, UUID.randomUUID(), Set.of()));

        Delivery first = claim(10).getFirst();
        assertThat(first.deliveryId()).isEqualTo(messages.get(0).deliveryId());
        assertThat(claim(10)).isEmpty();
        record(first, "failed", NOON);
        assertThat(claim(10))
                .extracting(Delivery::deliveryId)
                .containsExactly(messages.get(1).deliveryId());
    }

    @Test
    void messageIsLeasedWhenStoredOnlyWhenNothingOlderOfItsSubjectWaits() {
        UUID subject = UUID.randomUUID();
        Queued early = message(subject);
        Queued late = message(subject);
        Queued other = message(UUID.randomUUID());
        with(store -> store.insert(List.of(early), UUID.randomUUID(), Set.of()));

        List<DeliveryStore.Stored> stored = with(store ->
                store.insert(List.of(late, other), UUID.randomUUID(), Set.of(late.deliveryId(), other.deliveryId())));

        assertThat(stored).extracting(DeliveryStore.Stored::leased).containsExactly(false, true);
        assertThat(claim(10)).extracting(Delivery::deliveryId).containsExactly(early.deliveryId());
    }

    @Test
    void endedLeaseIsHandedOutAgainWithTheSameBytesAndTheLateOutcomeIsFencedOff() {
        insert(1);
        Delivery lost = claim(1).getFirst();
        assertThat(endLeases()).contains(tenant);
        assertThat(waiting()).contains(tenant);
        Delivery held = claim(1).getFirst();
        assertThat(held.deliveryId()).isEqualTo(lost.deliveryId());
        assertThat(held.eventId()).isEqualTo(lost.eventId());
        assertThat(held.body()).isEqualTo(lost.body());
        assertThat(held.lease()).isNotEqualTo(lost.lease());

        record(lost, "dead", null);
        assertThat(state(held)).isEqualTo("queued https://hooks.example/in f 0");
        record(held, "sent", null);
        assertThat(state(held)).isEqualTo("sent https://moved.example/ t 1");
        record(held, "dead", null);
        assertThat(state(held)).as("recorded once").isEqualTo("sent https://moved.example/ t 1");
    }

    @Test
    void retryIsDueByTheClockThatIsHandedIn() {
        insert(1);
        Delivery first = claim(1).getFirst();
        record(first, "failed", NOON.plusSeconds(900));
        assertThat(failing()).contains(tenant);

        assertThat(claimRetries(NOON.plusSeconds(899))).isEmpty();
        Delivery second = claimRetries(NOON.plusSeconds(900)).getFirst();
        assertThat(second.attemptCount()).isEqualTo(1);
        assertThat(claimRetries(NOON.plusSeconds(1_000))).as("leased").isEmpty();
        endLeases();
        assertThat(claimRetries(NOON.plusSeconds(1_000))).hasSize(1);
    }

    @Test
    void releasedMessageIsThereAtOnce() {
        insert(2);
        List<Delivery> claimed = claim(2);
        with(store -> {
            store.release(claimed);
            return true;
        });
        assertThat(claim(2)).hasSize(2);
    }

    @Test
    void backlogOfOneTenantDoesNotHideAnother() {
        insert(50);
        UUID crowded = tenant;
        DeliveryStoreTest other = new DeliveryStoreTest();
        other.insert(1);
        assertThat(waiting()).contains(crowded, other.tenant);
        List<Delivery> claimed =
                claiming(store -> store.claimFirst(UUID.randomUUID(), Map.of(crowded, 2, other.tenant, 2)));
        assertThat(claimed).extracting(Delivery::tenantId).containsExactlyInAnyOrder(crowded, crowded, other.tenant);
    }
}
