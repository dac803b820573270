package io.careloom.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurabilityTest {
    @Test
    void settingsThatWouldLoseWritesAreNamed() {
        try (TestDatabase database = TestDatabase.fresh()) {
            Transactions transactions = database.database().transactions();

            assertThat(transactions.read(Origin.worker("test"), Durability::switchedOff))
                    .isEmpty();
            List<String> found = transactions.write(Origin.worker("test"), tx -> {
                tx.handle().execute("set local synchronous_commit = off");
                return Durability.switchedOff(tx);
            });

            assertThat(found).containsExactly("synchronous_commit");
        }
    }
}
