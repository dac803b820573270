package io.careloom.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.Installation.Answered;
import io.careloom.platform.postgres.ClusterProcesses;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.TestFolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator got wrong is said in one line, and nothing is left running. */
class RefusalsTest {
    private final Installation installation = Installation.shared();
    private final Path folder = TestFolders.create();

    @AfterEach
    void deleteFolder() {
        TestFolders.delete(folder);
    }

    private static void isOneLine(Answered answered, String pattern) {
        assertThat(answered.code()).isEqualTo(1);
        assertThat(answered.err()).matches(Pattern.compile("careloom: " + pattern + "\n"));
    }

    @Test
    void takenPort() throws Exception {
        installation.stopped();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ServerProcess refused = installation.process(
                    "start", "--port", "" + taken.getLocalPort(), "--data", "" + installation.data());

            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("careloom: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + " (is another program using it?); choose another with --port")
                    .doesNotContain("\tat ");
            assertThat(ClusterProcesses.of(installation.data())).isEmpty();
        }
    }

    @Test
    void secondServerOnTheDirectory() throws InterruptedException {
        long first = installation.running().pid();

        isOneLine(
                installation.command("start", "--port", "0"),
                "Another server \\(process " + first + "\\) already uses the data directory "
                        + Pattern.quote("" + installation.data())
                        + "\\. Stop it first, or give this one a directory of its own with --data\\.");
        assertThat(installation.clients().anybody().get("/v1/status/api").status())
                .isEqualTo(200);
    }

    @Test
    void externalDatabaseWithoutMasterKey() {
        isOneLine(
                Installation.plain("start", "--database-url", "jdbc:postgresql://127.0.0.1:9/x"),
                "an external database needs a master key: set CARELOOM_MASTER_KEY or master_key_file"
                        + " \\(make one with: careloom key create\\)");
    }

    @Test
    void externalDatabaseThatDoesNotAnswer() throws IOException {
        isOneLine(
                startOn("jdbc:postgresql://127.0.0.1:9/x"),
                "the database does not answer; is it running, and is database.url its address\\?");
    }

    @Test
    void externalDatabaseThatIsMissingOrClosed() throws IOException {
        try (TestDatabase database = TestDatabase.fresh()) {
            String own = database.url() + (database.url().contains("?") ? "&" : "?");
            isOneLine(
                    startOn(own + "user=" + database.user() + "&password=wrong"),
                    "the database refuses the user or the password \\(database.user, database.password\\)");
            isOneLine(
                    startOn(own.replaceFirst("/careloom_test_[0-9_]+", "/nowhere") + "user=" + database.user()
                            + "&password=" + database.password()),
                    "the server of the database has no database of this name \\(see database.url\\)");
        }
    }

    private Answered startOn(String url) throws IOException {
        Path key = Files.writeString(folder.resolve("key.json"), MasterKey.newKeyset());
        Path settings = Files.writeString(folder.resolve("careloom.yaml"), "master_key_file: " + key + "\n");
        return Installation.plain("start", "--port", "0", "--config", settings.toString(), "--database-url", url);
    }

    @Test
    void unknownSetting() throws IOException {
        Path settings = Files.writeString(folder.resolve("careloom.yaml"), "http:\n  prot: 80\n");

        isOneLine(
                Installation.plain("start", "--config", settings.toString()),
                Pattern.quote(settings.toString()) + ": unknown setting http\\.prot; did you mean http\\.port\\?");
    }

    @Test
    void brokenMasterKeyLeavesNoDatabaseRunning() throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/master.json"), "{}");

        isOneLine(
                Installation.plain("start", "--port", "0", "--data", folder.toString()),
                "the master key is not a Tink AEAD keyset in JSON; make one with: careloom key create");
        assertThat(ClusterProcesses.of(folder)).isEmpty();
    }

    @Test
    void otherMasterKey() throws IOException, InterruptedException {
        installation.stopped();
        Path key = Files.writeString(folder.resolve("key.json"), MasterKey.newKeyset());
        Path settings = Files.writeString(folder.resolve("careloom.yaml"), "master_key_file: " + key + "\n");
        String refusal = "the keys of this database belong to another master key; start with the one it was made with";

        isOneLine(installation.command("start", "--port", "0", "--config", settings.toString()), refusal);
        isOneLine(installation.command("audit", "verify", "--config", settings.toString()), refusal);
        assertThat(ClusterProcesses.of(installation.data())).isEmpty();
    }
}
