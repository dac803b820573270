package io.careloom.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final MasterKey MASTER = MasterKey.fresh();
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID ROW = UUID.randomUUID();
    private static final Place PLACE = new Place(TENANT, "room.note", "text", ROW);

    private static TestDatabase testDatabase;
    private static Database database;
    private static Vault vault;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        database = testDatabase.database();
        vault = new Vault(database.aside(), MASTER);
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    @Test
    void whatIsSealedOpensInItsPlaceOnEveryNode() {
        byte[] sealed = vault.seal(PLACE, "Grüße, 漢字");

        assertThat(vault.open(PLACE, sealed)).isEqualTo("Grüße, 漢字");
        assertThat(new Vault(database.aside(), MASTER).open(PLACE, sealed)).isEqualTo("Grüße, 漢字");
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("Grüße");
    }

    @Test
    void equalTextsLookDifferent() {
        assertThat(vault.seal(PLACE, "same")).isNotEqualTo(vault.seal(PLACE, "same"));
    }

    @Test
    void whatIsSealedOpensNowhereElse() {
        byte[] sealed = vault.seal(PLACE, "secret");

        for (Place other : List.of(
                new Place(UUID.randomUUID(), PLACE.table(), PLACE.column(), ROW),
                new Place(Place.INSTALLATION, PLACE.table(), PLACE.column(), ROW),
                new Place(TENANT, "room.other", PLACE.column(), ROW),
                new Place(TENANT, PLACE.table(), "other", ROW),
                new Place(TENANT, PLACE.table(), PLACE.column(), UUID.randomUUID()))) {
            assertThatThrownBy(() -> vault.open(other, sealed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aChangedByteIsNoticed() {
        byte[] sealed = vault.seal(PLACE, "secret");
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> vault.open(PLACE, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNewKeysetIsTextWithoutAnEmptyLineAtItsEnd() {
        assertThat(MasterKey.newKeyset()).startsWith("{").endsWith("}");
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        byte[] sealed = vault.seal(PLACE, "secret");

        assertThatThrownBy(() -> new Vault(database.aside(), MasterKey.fresh()).open(PLACE, sealed))
                .isInstanceOf(MasterKey.Refused.class);
        vault.check();
        assertThatThrownBy(() -> new Vault(database.aside(), MasterKey.of(MasterKey.newKeyset())).check())
                .isInstanceOf(MasterKey.Refused.class);
    }

    @Test
    void nodesThatNeedANewKeyAtOnceAgreeOnOne() throws Exception {
        Place place = new Place(UUID.randomUUID(), "room.note", "text", ROW);
        List<byte[]> sealed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> running = new ArrayList<>();
            for (int node = 0; node < 8; node++) {
                Vault own = new Vault(database.aside(), MASTER);
                running.add(threads.submit(() -> own.seal(place, "text")));
            }
            for (Future<byte[]> one : running) {
                sealed.add(one.get());
            }
        }

        assertThat(sealed).allSatisfy(one -> assertThat(vault.open(place, one)).isEqualTo("text"));
    }

    @Test
    void callersThatHoldEveryConnectionOfThePoolGetTheirKey() {
        try (Database narrow = Database.open(testDatabase.address(1))) {
            Vault own = new Vault(narrow.aside(), MASTER);
            Place place = new Place(UUID.randomUUID(), "room.note", "text", ROW);

            byte[] sealed = narrow.transactions().write(Origin.worker("test"), tx -> own.seal(place, "text"));

            assertThat(own.open(place, sealed)).isEqualTo("text");
        }
    }

    @Test
    void aSecretIsMadeOnceAndKept() {
        byte[] first = vault.secret("test", () -> new byte[] {1, 2, 3});
        byte[] second = new Vault(database.aside(), MASTER).secret("test", () -> new byte[] {4, 5, 6});

        assertThat(first).containsExactly(1, 2, 3);
        assertThat(second).containsExactly(1, 2, 3);
        byte[] wrapped = database.transactions()
                .read(
                        Origin.worker("test"),
                        tx -> tx.handle()
                                .createQuery("select wrapped from platform.named_key where name = 'test'")
                                .mapTo(byte[].class)
                                .one());
        assertThat(wrapped).isNotEqualTo(first);
    }
}
