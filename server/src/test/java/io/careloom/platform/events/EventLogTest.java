package io.careloom.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.events.EventStore.Cursor;
import io.careloom.platform.events.EventStore.Placed;
import io.careloom.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final Instant TENANT_TIME = Instant.parse("2031-02-03T04:05:06.000007Z");

    private static TestDatabase testDatabase;
    private static Transactions transactions;

    private final EventLog log = new EventLog(new Clocks() {
        @Override
        public Instant now(UUID tenantId) {
            return TENANT_TIME;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    });

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    private static List<RecordedEvent> logged(UUID subject) {
        return transactions.read(ORIGIN, tx -> new EventStore(tx).after(new Cursor(0, "0", 0), 1000)).stream()
                .map(Placed::event)
                .filter(event -> event.subjectId().equals(subject))
                .toList();
    }

    @Test
    void keepsTheFieldsInTheirOrderAndTheTenantsTime() {
        UUID tenant = UUID.randomUUID();
        UUID subject = UUID.randomUUID();

        UUID id = transactions.write(ORIGIN, tx -> log.append(tx, new Noted(tenant, subject, 7, "a/b é \"c\"")));

        assertThat(logged(subject))
                .containsExactly(new RecordedEvent(
                        id,
                        tenant,
                        "Noted",
                        subject,
                        7,
                        TENANT_TIME,
                        "{\"text\":\"a/b é \\\"c\\\"\",\"number\":7,\"absent\":null}",
                        "noted",
                        "App\\Models\\Note"));
    }

    @Test
    void forgetsWhatWasRolledBackAndWakesNobody() {
        UUID subject = UUID.randomUUID();
        AtomicInteger woken = new AtomicInteger();
        log.onAppended(woken::incrementAndGet);

        assertThatThrownBy(() -> transactions.write(ORIGIN, tx -> {
                    log.append(tx, new Noted(UUID.randomUUID(), subject, 1, "never"));
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");
        assertThat(woken).hasValue(0);

        transactions.write(ORIGIN, tx -> log.append(tx, new Noted(UUID.randomUUID(), subject, 2, "once")));
        assertThat(woken).hasValue(1);
        assertThat(logged(subject)).extracting(RecordedEvent::sequence).containsExactly(2L);
    }
}
