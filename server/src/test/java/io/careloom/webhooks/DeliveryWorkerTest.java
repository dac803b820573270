package io.careloom.webhooks;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.partners.Tenant;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.WebhookReceiver;
import io.careloom.testing.WebhookReceiver.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryWorkerTest {
    private static TestDatabase database;
    private static WebhookWorld world;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new WebhookWorld(database.database(), database.address(2), Duration.ofSeconds(40));
    }

    @AfterEach
    void stop() {
        world.stop();
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static String metadata(Heard heard) {
        return heard.body().replaceAll(".*\"metadata\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void factArrivesAsSignedBytesWithItsId() throws InterruptedException {
        try (WebhookReceiver receiver = WebhookReceiver.taking()) {
            Tenant tenant = world.registered("Larkspur Skin", receiver.url());
            world.node();
            UUID subject = UUID.randomUUID();
            UUID eventId = world.write(tx -> world.log.append(tx, Happened.to(tenant.tenantId(), subject)));

            Heard heard = receiver.await(1).getFirst();
            long sentAt = Long.parseLong(heard.header("webhook-timestamp"));
            assertThat(heard.body())
                    .matches("\\{\"timestamp\":[0-9]{10},\"event_type\":\"case_waiting\",\"case_id\":\"" + subject
                            + "\",\"metadata\":\"number 1\"}");
            assertThat(heard.path()).isEqualTo("/hooks");
            assertThat(heard.headers())
                    .containsEntry("signature", Signature.hex(WebhookWorld.SECRET, heard.bytes()))
                    .containsEntry("authorization", WebhookWorld.AUTHORIZATION)
                    .containsEntry("webhook-id", eventId.toString())
                    .containsEntry("webhook-event", "case_waiting")
                    .containsEntry("webhook-attempt", "1")
                    .containsEntry("content-type", "application/json")
                    .containsEntry(
                            "webhook-signature",
                            Signature.standard(WebhookWorld.SECRET, eventId.toString(), sentAt, heard.bytes()));
            assertThat(Instant.ofEpochSecond(sentAt))
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
            SentWebhook sent = world.sent(tenant, "sent", 1);
            assertThat(sent.payloadRaw()).isEqualTo(heard.body());
            assertThat(sent.nextAttemptAt()).isNull();
            assertThat(sent.attempts().getFirst().status()).isEqualTo(200);
            assertThat(sent.attempts().getFirst().error()).isNull();
        }
    }

    @Test
    void tenantWithoutAnEndpointGetsNoMessage() throws InterruptedException {
        try (WebhookReceiver receiver = WebhookReceiver.taking()) {
            Tenant silent = world.tenant("Quiet Fields");
            Tenant told = world.registered("Larkspur Sleep", receiver.url());
            world.node();
            world.append(Happened.to(silent.tenantId(), UUID.randomUUID()));
            world.append(Happened.to(told.tenantId(), UUID.randomUUID()));

            receiver.await(1);
            assertThat(world.sent(silent)).isEmpty();
        }
    }

    @Test
    void firstAttemptsOfOneSubjectAreMadeInOrder() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        try (WebhookReceiver receiver =
                WebhookReceiver.answering(request -> count.incrementAndGet() % 3 == 0 ? 500 : 200)) {
            Tenant tenant = world.registered("Larkspur Joint", receiver.url());
            world.fanOut(world.worker());
            world.worker();
            List<UUID> subjects =
                    IntStream.range(0, 5).mapToObj(i -> UUID.randomUUID()).toList();
            for (int i = 1; i <= 12; i++) {
                int number = i;
                world.write(tx -> {
                    subjects.forEach(subject ->
                            world.log.append(tx, new Happened(tenant.tenantId(), subject, number, "case_waiting")));
                    return true;
                });
            }

            receiver.await(60);
            Map<String, List<String>> bySubject = new HashMap<>();
            receiver.heard()
                    .forEach(heard -> bySubject
                            .computeIfAbsent(
                                    heard.body().replaceAll(".*case_id\":\"([^\"]*)\".*", "$1"), _ -> new ArrayList<>())
                            .add(metadata(heard)));
            List<String> inOrder =
                    IntStream.rangeClosed(1, 12).mapToObj(i -> "number " + i).toList();
            assertThat(bySubject).hasSize(5);
            assertThat(bySubject.values())
                    .allSatisfy(numbers -> assertThat(numbers).isEqualTo(inOrder));
        }
    }

    @Test
    void twoNodesNeverSendOneMessageTwice() throws InterruptedException {
        try (WebhookReceiver receiver = WebhookReceiver.taking()) {
            Tenant tenant = world.registered("Larkspur Heart", receiver.url());
            world.write(tx -> {
                for (int i = 0; i < 400; i++) {
                    world.log.append(tx, Happened.to(tenant.tenantId(), UUID.randomUUID()));
                }
                return true;
            });
            world.node();
            world.node();

            receiver.await(400);
            eventually("all are recorded", () -> queued(tenant) == 0);
            assertThat(receiver.heard().stream().map(heard -> heard.header("webhook-id")))
                    .doesNotHaveDuplicates()
                    .hasSize(400);
        }
    }

    private long queued(Tenant tenant) {
        return world.write(tx -> tx.handle()
                .createQuery("select count(1) from webhooks.delivery where tenant_id = :tenant and status = 'queued'")
                .bind("tenant", tenant.tenantId())
                .mapTo(Long.class)
                .one());
    }

    @Test
    void failedMessageComesAgainAQuarterOfAnHourLaterByTheTenantsClock() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        try (WebhookReceiver receiver =
                WebhookReceiver.answering(request -> count.incrementAndGet() == 1 ? 503 : 204)) {
            Tenant tenant = world.registered("Larkspur Vision", receiver.url());
            world.node();
            world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));

            SentWebhook failed = world.sent(tenant, "failed", 1);
            assertThat(failed.attempts().getFirst().status()).isEqualTo(503);
            assertThat(failed.attempts().getFirst().error()).isEqualTo("status");
            assertThat(Duration.between(failed.updatedAt(), failed.nextAttemptAt()))
                    .isEqualTo(Duration.ofMinutes(15));

            world.travel(tenant, Duration.ofMinutes(15));
            List<Heard> heard = receiver.await(2);
            assertThat(heard.get(1).bytes()).isEqualTo(heard.get(0).bytes());
            assertThat(heard.get(1).header("webhook-id")).isEqualTo(heard.get(0).header("webhook-id"));
            assertThat(heard.get(1).header("signature")).isEqualTo(heard.get(0).header("signature"));
            assertThat(heard.get(1).header("webhook-attempt")).isEqualTo("2");
            SentWebhook sent = world.sent(tenant, "sent", 2);
            assertThat(sent.attempts().get(1).number()).isEqualTo(2);
            assertThat(Instant.ofEpochSecond(Long.parseLong(heard.get(1).header("webhook-timestamp"))))
                    .as("real time, although the tenant's clock is ahead")
                    .isBefore(Instant.now().plusSeconds(60));
        }
    }

    @Test
    void documentsProfileEndsDeadAfterFourRetriesAndAResendSendsTheSameBytes() throws InterruptedException {
        AtomicInteger status = new AtomicInteger(500);
        try (WebhookReceiver receiver = WebhookReceiver.answering(request -> status.get())) {
            Tenant tenant = world.registered("Larkspur Bone", receiver.url());
            DeliveryWorker node = world.node();
            world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));
            for (int attempt = 1; attempt <= 4; attempt++) {
                world.sent(tenant, "failed", attempt);
                world.travel(tenant, Duration.ofMinutes(15));
            }
            SentWebhook dead = world.sent(tenant, "dead", 5);
            assertThat(dead.nextAttemptAt()).isNull();

            status.set(200);
            SentWebhook again = world.write(
                    tx -> world.door(node).resend(tx, WebhookWorld.panel(tenant), tenant.partnerId(), dead.id()));

            List<Heard> heard = receiver.await(6);
            assertThat(heard.getLast().bytes()).isEqualTo(heard.getFirst().bytes());
            assertThat(heard.getLast().header("webhook-id"))
                    .isEqualTo(heard.getFirst().header("webhook-id"));
            assertThat(again.id()).isNotEqualTo(dead.id());
            assertThat(again.dispatch()).isEqualTo("manual");
            eventually(
                    "the resend is sent",
                    () -> world.sent(tenant).getLast().status().equals("sent"));
            assertThat(world.sent(tenant).getFirst().status()).isEqualTo("dead");
        }
    }

    @Test
    void longProfileRetriesSixTimesWithGrowingPauses() throws InterruptedException {
        try (WebhookReceiver receiver = WebhookReceiver.answering(request -> 500)) {
            Tenant tenant = world.registered("Larkspur Lung", receiver.url(), "6-in-24h");
            world.node();
            world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));
            int[] minutes = {15, 30, 60, 240, 480, 660};
            for (int attempt = 1; attempt <= 6; attempt++) {
                SentWebhook failed = world.sent(tenant, "failed", attempt);
                assertThat(Duration.between(failed.updatedAt(), failed.nextAttemptAt()))
                        .isEqualTo(Duration.ofMinutes(minutes[attempt - 1]));
                world.travel(tenant, Duration.ofMinutes(minutes[attempt - 1]));
            }
            world.sent(tenant, "dead", 7);
        }
    }

    @Test
    void silentReceiverDelaysNobodyElse() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (WebhookReceiver silent = WebhookReceiver.answering(request -> {
                    over.await(1, TimeUnit.MINUTES);
                    return 200;
                });
                WebhookReceiver receiver = WebhookReceiver.taking()) {
            Tenant stuck = world.registered("Larkspur Ear", silent.url());
            Tenant brisk = world.registered("Larkspur Nose", receiver.url());
            world.node();
            world.write(tx -> {
                for (int i = 0; i < 500; i++) {
                    world.log.append(tx, Happened.to(stuck.tenantId(), UUID.randomUUID()));
                }
                return true;
            });
            silent.await(Lanes.FIRST_PLACES);
            for (int i = 1; i <= 20; i++) {
                world.append(Happened.to(brisk.tenantId(), UUID.randomUUID()));
                receiver.await(i);
            }
            assertThat(silent.heard()).as("still only its first places").hasSize(Lanes.FIRST_PLACES);
            over.countDown();
        }
    }

    @Test
    void redirectIsAFailureAndNotFollowed() throws InterruptedException {
        try (WebhookReceiver receiver = WebhookReceiver.answering(request -> 302)) {
            Tenant tenant = world.registered("Larkspur Hand", receiver.url());
            world.node();
            world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));

            SentWebhook failed = world.sent(tenant, "failed", 1);
            assertThat(failed.attempts().getFirst().status()).isEqualTo(302);
            assertThat(failed.attempts().getFirst().error()).isEqualTo("redirect");
            assertThat(receiver.heard()).hasSize(1);
        }
    }

    @Test
    void retriesGoWhereTheEndpointIsNowUnderItsPresentSecret() throws InterruptedException {
        try (WebhookReceiver old = WebhookReceiver.answering(request -> 410);
                WebhookReceiver moved = WebhookReceiver.taking()) {
            Tenant tenant = world.registered("Larkspur Foot", old.url());
            world.node();
            world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));
            world.sent(tenant, "failed", 1);

            world.move(tenant, moved.url(), "a-new-secret");
            world.travel(tenant, Duration.ofMinutes(15));

            Heard heard = moved.await(1).getFirst();
            assertThat(heard.bytes()).isEqualTo(old.heard().getFirst().bytes());
            assertThat(heard.header("signature")).isEqualTo(Signature.hex("a-new-secret", heard.bytes()));
            assertThat(world.sent(tenant, "sent", 2).url()).isEqualTo(moved.url());
        }
    }

    @Test
    void endpointThatWasRemovedMeanwhileGetsNothingMore() throws InterruptedException {
        try (WebhookReceiver receiver = WebhookReceiver.answering(request -> 500)) {
            Tenant tenant = world.registered("Larkspur Knee", receiver.url());
            world.node();
            world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));
            world.sent(tenant, "failed", 1);

            world.unregister(tenant);
            world.travel(tenant, Duration.ofMinutes(15));

            SentWebhook failed = world.sent(tenant, "failed", 2);
            assertThat(failed.attempts().get(1).error()).isEqualTo("not_registered");
            assertThat(failed.attempts().get(1).status()).isNull();
            assertThat(receiver.heard()).hasSize(1);
        }
    }
}
