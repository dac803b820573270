package io.careloom.platform.postgres;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.testing.TestFolders;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    // one data directory for all: each test starts and stops on what the one before left
    private static Path directory;

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void createDirectory() {
        directory = TestFolders.create();
    }

    @AfterAll
    static void deleteDirectory() {
        TestFolders.delete(directory);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private PostgresConfig config() {
        return PostgresConfig.in(directory)
                .withBinaries(TestFolders.sharedBinaries())
                .withProgress(progress::add);
    }

    private EmbeddedPostgres start() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(config());
        opened.add(postgres);
        return postgres;
    }

    private OtherServer startElsewhere() {
        OtherServer other = OtherServer.on(directory, TestFolders.sharedBinaries());
        opened.add(other);
        return other;
    }

    @Test
    void isDurable() throws Exception {
        EmbeddedPostgres postgres = start();

        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            assertThat(ask(postgres, "show " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void letsInOnlyItsOwnerWithThePassword() throws Exception {
        EmbeddedPostgres postgres = start();

        assertThat(ask(postgres, "show is_superuser")).isEqualTo("off");
        assertThat(ask(postgres, "select rolpassword is null from pg_roles where rolname = 'postgres'"))
                .isEqualTo("f");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("postgres.password"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "careloom", "guessed"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "guessed"))
                .hasMessageContaining("no pg_hba.conf entry");
    }

    @Test
    void restartKeepsRows() throws Exception {
        EmbeddedPostgres first = start();
        run(
                first,
                "drop table if exists visit",
                "create table visit (day date)",
                "insert into visit values ('2026-02-03')");
        first.close();

        EmbeddedPostgres second = start();

        assertThat(ask(second, "select day from visit")).isEqualTo("2026-02-03");
        assertThat(second.password()).isEqualTo(first.password());
    }

    @Test
    void closingStopsEveryProcess() throws Exception {
        EmbeddedPostgres postgres = start();
        assertThat(ClusterProcesses.of(directory)).isNotEmpty();

        postgres.close();
        postgres.close();

        assertThat(ClusterProcesses.of(directory)).isEmpty();
    }

    @Test
    void killOfServerAndDatabaseLosesNoAcknowledgedRow() throws Exception {
        OtherServer other = startElsewhere();
        other.awaitNumber(200);
        int acknowledged = Math.max(200, other.kill());
        ClusterProcesses.of(directory).forEach(ProcessHandle::destroyForcibly);

        EmbeddedPostgres postgres = start();

        assertThat(ask(postgres, "select count(*) from number where value <= " + acknowledged))
                .isEqualTo(String.valueOf(acknowledged));
    }

    @Test
    void orphanOfAKilledServerIsStopped() throws Exception {
        OtherServer other = startElsewhere();
        other.awaitNumber(1);
        List<ProcessHandle> orphans = ClusterProcesses.of(directory);
        other.kill();
        assertThat(orphans).isNotEmpty();

        EmbeddedPostgres postgres = start();

        assertThat(progress).anyMatch(line -> line.startsWith("Stopping the PostgreSQL (process "));
        assertThat(ClusterProcesses.of(directory)).doesNotContainAnyElementsOf(orphans);
        assertThat(ask(postgres, "select min(value) from number")).isEqualTo("1");
    }

    @Test
    void secondServerOnTheSameDirectoryIsRefused() {
        OtherServer other = startElsewhere();
        other.awaitNumber(1);

        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        PostgresFault.class,
                        fault -> assertThat(fault.directoryInUse()).isTrue())
                .hasMessageContaining(
                        "Another server (process " + other.pid() + ") already uses the data directory " + directory);
        other.awaitNumber(2);
    }

    @Test
    void secondServerInTheSameProcessIsRefused() throws Exception {
        EmbeddedPostgres postgres = start();

        assertThatThrownBy(this::start).hasMessageContaining("already uses the data directory");

        OtherServer other = startElsewhere();
        assertThatThrownBy(() -> other.awaitNumber(1)).hasMessageContaining("already uses the data directory");
        assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }

    @Test
    void takenPortIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(config().withPort(taken.getLocalPort())))
                    .isInstanceOf(PostgresFault.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
        }
        start();
    }

    @Test
    void wantedPortIsTaken() throws Exception {
        int wanted;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            wanted = free.getLocalPort();
        }

        EmbeddedPostgres postgres = EmbeddedPostgres.start(config().withPort(wanted));
        opened.add(postgres);

        assertThat(postgres.port()).isEqualTo(wanted);
        assertThat(ask(postgres, "show port")).isEqualTo(String.valueOf(wanted));
    }

    @Test
    void databaseThatDiesComesBack() throws Exception {
        EmbeddedPostgres postgres = start();
        run(postgres, "drop table if exists dose", "create table dose (amount int)", "insert into dose values (7)");
        List<ProcessHandle> before = ClusterProcesses.of(directory);

        before.forEach(ProcessHandle::destroyForcibly);

        eventually(
                "the rows are back",
                () -> ask(postgres, "select amount from dose").equals("7"));
        assertThat(ClusterProcesses.of(directory)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void heldDatabaseStaysDownUntilReleased() throws Exception {
        EmbeddedPostgres postgres = start();

        postgres.hold();
        assertThat(ClusterProcesses.of(directory)).isEmpty();
        assertThatThrownBy(() -> ask(postgres, "select 1")).hasMessageContaining("refused");
        postgres.release();

        assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }

    @Test
    void heldDatabaseCanBeClosed() {
        EmbeddedPostgres postgres = start();
        postgres.hold();

        postgres.close();

        start();
    }

    @Test
    void numberOfADeadServerUsedByAnotherProgramIsNoObstacle() throws Exception {
        start().close();
        String stale =
                ProcessHandle.current().pid() + "\n" + directory.resolve("postgres") + "\n1700000000\n5432\n\n\n";
        Files.writeString(directory.resolve("postgres/postmaster.pid"), stale);

        assertThat(ask(start(), "select 1")).isEqualTo("1");
    }

    @Test
    void fileOfADeadServerThatNobodyReapedIsNoObstacle() throws Exception {
        start().close();
        // the child ends once its parent is no shell any more, which would ask for it
        String family = "(until grep -qx sleep /proc/$$/comm; do sleep 0.01; done) & echo $!; exec sleep 60";
        Process parent = new ProcessBuilder("sh", "-c", family).start();
        opened.add(parent::destroyForcibly);
        String unreaped = parent.inputReader().readLine();
        Path stat = Path.of("/proc/" + unreaped + "/stat");
        eventually(
                "the child is dead and its parent does not ask",
                () -> Files.readString(stat).contains(") Z "));
        Files.writeString(
                directory.resolve("postgres/postmaster.pid"),
                unreaped + "\n" + directory.resolve("postgres") + "\n1700000000\n5432\n\n\n");

        assertThat(ask(start(), "select 1")).isEqualTo("1");
    }

    @Test
    void lostPasswordFileGetsANewPassword() throws Exception {
        EmbeddedPostgres first = start();
        first.close();
        Files.delete(directory.resolve("postgres.password"));

        EmbeddedPostgres second = start();

        assertThat(second.password()).isNotEqualTo(first.password());
        assertThat(ask(second, "select 1")).isEqualTo("1");
    }

    @Test
    void foreignPasswordFileIsExplained() throws Exception {
        start().close();
        Files.writeString(directory.resolve("postgres.password"), "something else\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresFault.class)
                .hasMessageContaining("refuses the password")
                .hasMessageContaining("Delete that file");

        Files.delete(directory.resolve("postgres.password"));
        start();
    }

    @Test
    void refusedValuesStayOutOfTheLog() throws Exception {
        EmbeddedPostgres postgres = start();
        run(
                postgres,
                "drop table if exists person",
                "create table person (email text primary key, born date check (born < '2026-01-01'))");
        run(postgres, "insert into person values ('quill@example.org', '1990-05-06')");
        List<String> refused = List.of(
                "insert into person values ('quill@example.org', '1990-05-06')",
                "insert into person values ('brook@example.org', '2031-07-08')",
                "insert into person values ('fern@example.org', 'Wednesday')",
                "select 'Marigold'::int",
                "select Marigold from person",
                "do $$ begin raise log 'noted'; raise warning 'Marigold'; end $$; select 1/0 as \"Marigold\"");
        for (String statement : refused) {
            assertThatThrownBy(() -> run(postgres, statement)).isInstanceOf(SQLException.class);
        }

        assertThat(Files.readString(directory.resolve("postgres.log")))
                .contains("noted")
                .doesNotContain("quill", "brook", "fern", "example.org", "1990-05-06", "2031-07-08", "Wednesday")
                .doesNotContain("Marigold", "insert into");
    }

    private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
