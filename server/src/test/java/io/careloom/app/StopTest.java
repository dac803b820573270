package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.postgres.ClusterProcesses;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.Login;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.testing.Client;
import io.careloom.testing.Client.Reply;
import io.careloom.testing.MadeUp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SIGTERM while the server works. */
class StopTest {
    private static final int ENDED_BY_SIGTERM = 143;

    private final Installation installation = Installation.shared();

    @Test
    void runningRequestsAreAnsweredAndNothingIsLeftBehind() throws Exception {
        ServerProcess server = installation.running();
        Client partner = installation.partner();
        CompletableFuture<Reply> running;
        try (Connection blocker = connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table patients.patient in share mode");
            running = CompletableFuture.supplyAsync(() -> partner.post("/v1/partner/patients", MadeUp.patient()));
            eventually("the request waits for the table", () -> isWaiting(statement));

            String url = server.awaitUrl();
            server.terminate();
            eventually("no new requests are taken", () -> refuses(url));
            assertThat(running).isNotDone();
            blocker.rollback();
        }

        Reply answered = running.get(1, TimeUnit.MINUTES);
        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        assertThat(server.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(ClusterProcesses.of(installation.data())).isEmpty();
        assertThat(server.output()).doesNotContain("ERROR").doesNotContain("Exception");
        assertThat(installation
                        .partner()
                        .get("/v1/partner/patients/" + answered.text("/patient_id"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void stopAmidWritesAnswersWhatItDid() throws Exception {
        ServerProcess server = installation.running();
        long before = patients();
        Writers writers = new Writers(installation.partner()).start();
        eventually("patients are acknowledged", () -> writers.patients().size() >= 20);

        server.terminate();
        assertThat(server.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
        writers.join();

        assertThat(server.output()).doesNotContain("ERROR").doesNotContain("Exception");
        assertThat(writers.refusals()).isEmpty();
        writers.areAllKnownTo(installation.partner());
        assertThat(patients() - before).isEqualTo(writers.patients().size());
    }

    private Connection connect() throws SQLException {
        Login login =
                EmbeddedPostgres.running(PostgresConfig.in(installation.data())).orElseThrow();
        return DriverManager.getConnection(login.url(), login.user(), login.password());
    }

    private static boolean isWaiting(Statement statement) throws SQLException {
        return number(statement, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0;
    }

    private static boolean refuses(String url) throws IOException {
        URI address = URI.create(url);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    private long patients() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return number(statement, "select count(*) from patients.patient");
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
