package io.careloom.webhooks;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.partners.Tenant;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Migrations;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.testing.TestFolders;
import io.careloom.testing.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The database goes away while a message is on its way. */
class DeliveryOutageTest {
    @Test
    void attemptIsRecordedAndSendingGoesOnWhenTheDatabaseIsBack() throws InterruptedException {
        Path folder = TestFolders.create();
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(PostgresConfig.in(folder).withBinaries(TestFolders.sharedBinaries()))) {
            Database.Address address =
                    new Database.Address(postgres.jdbcUrl(), postgres.user(), postgres.password(), 4);
            try (Database database = Database.open(address)) {
                Migrations.migrate(database.dataSource());
                outage(postgres, new WebhookWorld(database, address, Duration.ofSeconds(15)));
            }
        } finally {
            TestFolders.delete(folder);
        }
    }

    private static void outage(EmbeddedPostgres postgres, WebhookWorld world) throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        try (world;
                WebhookReceiver receiver = WebhookReceiver.answering(request -> {
                    answered.await(1, TimeUnit.MINUTES);
                    return 200;
                })) {
            Tenant tenant = world.registered("Larkspur Tide", receiver.url());
            world.node();
            world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));
            receiver.await(1);
            postgres.hold();
            answered.countDown();
            postgres.release();

            eventually("the database is back", () -> !world.sent(tenant).isEmpty());
            assertThat(world.sent(tenant, "sent", 1).attempts().getFirst().status())
                    .isEqualTo(200);
            eventually("writing works again", () -> {
                world.append(Happened.to(tenant.tenantId(), UUID.randomUUID()));
                return true;
            });
            assertThat(receiver.await(2)).hasSize(2);
        }
    }
}
