package io.careloom.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.sealing.KeyRotation.Step;
import io.careloom.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRotationTest {
    private static final Place PLACE = new Place(UUID.randomUUID(), "room.note", "text", UUID.randomUUID());

    @TempDir
    private Path folder;

    private TestDatabase testDatabase;
    private Database database;
    private Path file;
    private String before;
    private byte[] sealed;
    private byte[] secret;

    /** Stands for a process that is killed there. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void sealSomething() throws IOException {
        testDatabase = TestDatabase.fresh();
        database = testDatabase.database();
        file = MasterKey.fileIn(folder);
        Vault vault = vault();
        vault.check();
        sealed = vault.seal(PLACE, "text");
        secret = vault.secret("test", () -> new byte[] {1, 2, 3});
        before = Files.readString(file);
    }

    @AfterEach
    void closeDatabase() {
        testDatabase.close();
    }

    private Vault vault() {
        return new Vault(database.aside(), MasterKey.inDirectory(folder));
    }

    private KeyRotation rotation() {
        return new KeyRotation(database.transactions(), file);
    }

    private void opensEverything(Vault vault) {
        vault.check();
        assertThat(vault.open(PLACE, sealed)).isEqualTo("text");
        assertThat(vault.secret("test", () -> new byte[] {4})).isEqualTo(secret);
        Place other = new Place(UUID.randomUUID(), "room.note", "text", UUID.randomUUID());
        assertThat(vault.open(other, vault.seal(other, "more"))).isEqualTo("more");
    }

    private void oldKeyOpensNothing() {
        assertThatThrownBy(() -> new Vault(database.aside(), MasterKey.of(before)).check())
                .isInstanceOf(MasterKey.Refused.class);
    }

    @Test
    void aNewKeyOpensEverythingAndTheOldOneNothing() throws Exception {
        Path kept = rotation().run(_ -> {});

        opensEverything(vault());
        oldKeyOpensNothing();
        assertThat(Files.readString(file)).isNotEqualTo(before);
        assertThat(MasterKeyset.isRotating(Files.readString(file))).isFalse();
        assertThat(Files.getPosixFilePermissions(kept)).hasSize(2);
        byte[] ofOldBackup = MasterKey.of(before).aead().encrypt(new byte[] {7}, new byte[0]);
        assertThat(MasterKey.of(Files.readString(kept)).aead().decrypt(ofOldBackup, new byte[0]))
                .containsExactly(7);
        assertThat(rotation().run(_ -> {}))
                .as("the old key of the next rotation")
                .isNotEqualTo(kept);
        opensEverything(vault());
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void killedBetweenTwoStepsNothingIsLostAndTheNextRunEndsIt(Step last) throws IOException {
        assertThatThrownBy(() -> rotation().run(step -> {
                    if (step == last) {
                        throw new Killed();
                    }
                }))
                .isInstanceOf(Killed.class);

        opensEverything(vault());

        rotation().run(_ -> {});
        opensEverything(vault());
        oldKeyOpensNothing();
        assertThat(MasterKeyset.isRotating(Files.readString(file))).isFalse();
    }

    @Test
    void killedInTheTransactionNothingIsWrappedAnew() throws IOException {
        database.transactions().write(Origin.worker("test"), tx -> tx.handle().execute("""
                        create function platform.die() returns trigger language plpgsql as
                        'begin raise exception ''killed''; end';
                        create trigger die before update on platform.named_key
                        for each row execute function platform.die()
                        """));
        assertThatThrownBy(() -> rotation().run(_ -> {})).isInstanceOf(RuntimeException.class);

        assertThat(new Vault(database.aside(), MasterKey.of(before)).open(PLACE, sealed))
                .isEqualTo("text");
        opensEverything(vault());
        database.transactions()
                .write(Origin.worker("test"), tx -> tx.handle().execute("drop trigger die on platform.named_key"));
        rotation().run(_ -> {});
        opensEverything(vault());
        oldKeyOpensNothing();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aServerThatRunsMeanwhileGoesOnAndWrapsNothingByTheOldKey(Step at) {
        Vault running = vault();
        running.check();
        Place fresh = new Place(UUID.randomUUID(), "room.note", "text", UUID.randomUUID());
        byte[][] made = new byte[1][];

        rotation().run(step -> {
            if (step == at) {
                made[0] = running.seal(fresh, "made meanwhile");
            }
        });

        assertThat(running.open(PLACE, sealed)).isEqualTo("text");
        assertThat(vault().open(fresh, made[0])).isEqualTo("made meanwhile");
        opensEverything(running);
    }

    @Test
    void anotherDatabasesKeyIsRefusedBeforeAnythingChanges() throws IOException {
        Path foreign = folder.resolve("foreign.json");
        Files.writeString(foreign, MasterKey.newKeyset());
        String text = Files.readString(foreign);

        assertThatThrownBy(() -> new KeyRotation(database.transactions(), foreign).run(_ -> {}))
                .isInstanceOf(MasterKey.Refused.class);

        assertThat(Files.readString(foreign)).isEqualTo(text);
        opensEverything(vault());
    }

    @Test
    void twoRotationsAtOnceAreRefused() {
        rotation().run(step -> {
            if (step == Step.BOTH_KEPT) {
                assertThatThrownBy(() -> rotation().run(_ -> {}))
                        .isInstanceOf(MasterKey.Refused.class)
                        .hasMessageContaining("another rotation");
            }
        });

        opensEverything(vault());
    }
}
