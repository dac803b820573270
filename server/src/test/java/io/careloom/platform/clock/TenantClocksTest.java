package io.careloom.platform.clock;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenantClocksTest {
    private static final Origin ORIGIN = Origin.worker("test");

    private static TestDatabase testDatabase;
    private static Transactions transactions;

    private final TenantClocks clocks = new TenantClocks(testDatabase.database().aside());
    private final UUID tenant = UUID.randomUUID();

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    private void advance(Duration by) {
        transactions.write(ORIGIN, tx -> {
            clocks.advance(tx, tenant, by);
            return true;
        });
    }

    private static Duration ahead(Clocks clocks, UUID tenant) {
        return Duration.between(Instant.now(), clocks.now(tenant));
    }

    @Test
    void aTenantTravelsAloneAndAtOnce() {
        assertThat(ahead(clocks, tenant)).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));

        advance(Duration.ofDays(3));
        advance(Duration.ofHours(1));

        assertThat(ahead(clocks, tenant)).isBetween(Duration.ofMinutes(72 * 60 + 59), Duration.ofMinutes(73 * 60 + 1));
        assertThat(ahead(clocks, UUID.randomUUID())).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
    }

    @Test
    void otherNodesFollow() throws Exception {
        TenantClocks other = new TenantClocks(testDatabase.database().aside());
        other.now(tenant);

        advance(Duration.ofDays(1));

        eventually("the other node's clock is ahead", () -> ahead(other, tenant).compareTo(Duration.ofHours(23)) > 0);
    }

    @Test
    void timeOnlyGoesForward() {
        assertThatThrownBy(() -> advance(Duration.ofSeconds(-1))).hasMessage("time only goes forward");
    }

    @Test
    void timeIsKeptToTheMicrosecond() {
        advance(Duration.ofNanos(1_234_567));

        assertThat(clocks.now(tenant).getNano() % 1_000).isZero();
        assertThat(clocks.now().getNano() % 1_000).isZero();
    }

    @Test
    void callersThatHoldEveryConnectionOfThePoolGetTheTime() {
        try (Database narrow = Database.open(testDatabase.address(1))) {
            TenantClocks own = new TenantClocks(narrow.aside());

            Instant now = narrow.transactions().write(ORIGIN, tx -> own.now(tenant));

            assertThat(now).isAfter(Instant.EPOCH);
        }
    }
}
