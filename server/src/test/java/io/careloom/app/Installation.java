package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.postgres.ClusterProcesses;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.TestFolders;
import io.careloom.testing.WebhookReceiver;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * An installation as an operator has it: a data directory, at times a server process on it. When the tests run as root, that
 * process is an ordinary user's. All tests of a run share one, since making it takes seconds.
 */
final class Installation {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final int NOBODY = 65534;
    private static @Nullable Installation shared;

    private final Path folder = TestFolders.create();
    private final Path data = folder.resolve("data");
    private final List<String> asWhom;
    private final String classPath;
    private @Nullable ServerProcess server;

    private Installation() throws IOException {
        TestDatabase.fresh().close(); // unpacks PostgreSQL for all
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("postgres-binaries"), TestFolders.sharedBinaries());
        boolean root = System.getProperty("user.name").equals("root");
        if (root) {
            Files.setAttribute(data, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
        asWhom = root ? List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups") : List.of();
        classPath = root ? readableClassPath() : System.getProperty("java.class.path");
    }

    /** The one of this run. */
    static synchronized Installation shared() {
        Installation made = shared;
        if (made == null) {
            try {
                made = new Installation();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(made::remove));
            shared = made;
        }
        return made;
    }

    /** The data directory. */
    Path data() {
        return data;
    }

    /** Its server, started with the demo world when none runs. */
    ServerProcess running() throws InterruptedException {
        ServerProcess present = server;
        if (present == null || !present.isAlive()) {
            present = process("start", "--demo", "--port", "0", "--data", data.toString());
            server = present;
            present.awaitUrl();
        }
        return present;
    }

    /** Its server's callers. */
    DemoClients clients() throws InterruptedException {
        return new DemoClients(running().awaitUrl());
    }

    /** The demo world's keys; there are some once a server has run. */
    DemoFile world() {
        return JSON.readValue(data.resolve("demo.json").toFile(), DemoFile.class);
    }

    /** The first partner's program in its sandbox. */
    Client partner() throws InterruptedException {
        return clients().credential(world().partners().getFirst().environments().sandbox());
    }

    /** From now on the first partner's sandbox tells this receiver. */
    void tells(WebhookReceiver receiver) throws InterruptedException {
        DemoFile.DemoPartner partner = world().partners().getFirst();
        DemoFile.PanelUser panel = world().users().panelUser();
        clients()
                .staff(panel.email(), panel.password())
                .patch(
                        "/web/partners/" + partner.partnerId() + "/environments/"
                                + partner.environments().sandbox().settingsId(),
                        Map.of("webhook_url", receiver.url()))
                .ok();
        Client program = partner();
        // what a node knows of an address may be a second old
        eventually("the new address is used", () -> {
            program.post("/v1/partner/patients", MadeUp.patient()).ok();
            return !receiver.heard().isEmpty();
        });
    }

    /** No server runs when this returns; one that ran before stopped in order. */
    void stopped() throws InterruptedException {
        ServerProcess present = server == null ? running() : server;
        if (!present.isAlive()) {
            return;
        }
        present.terminate();
        assertThat(present.awaitExit()).as(present.output()).isEqualTo(143);
        assertThat(ClusterProcesses.of(data)).isEmpty();
    }

    /** A command in a process of its own. */
    ServerProcess process(String... arguments) {
        List<String> line = new ArrayList<>(asWhom);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-cp", classPath));
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        line.add(Main.class.getName());
        line.addAll(List.of(arguments));
        return ServerProcess.start(line, data);
    }

    /** What a command answered. */
    record Answered(int code, String out, String err) {}

    /** A command in this process, on this data directory. */
    Answered command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        return plain(line.toArray(String[]::new));
    }

    /** A command in this process, as it is. */
    static synchronized Answered plain(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        try (PrintStream toOut = new PrintStream(saidOut, true, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(saidErr, true, StandardCharsets.UTF_8)) {
            System.setOut(toOut);
            System.setErr(toErr);
            int code = Main.run(arguments);
            return new Answered(
                    code, saidOut.toString(StandardCharsets.UTF_8), saidErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Copies what the process needs: the class path may lie below a home that only root can enter. */
    private String readableClassPath() throws IOException {
        Path copies = Files.createDirectory(folder.resolve("class-path"));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path original = Path.of(entry);
            Path copy = copies.resolve(entries.size() + "-" + original.getFileName());
            if (Files.isDirectory(original) && !original.endsWith("test-classes")) {
                copyTree(original, copy);
                entries.add(copy.toString());
            } else if (Files.isRegularFile(original)) {
                Files.copy(original, copy);
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path original : (Iterable<Path>) walk::iterator) {
                Files.copy(original, to.resolve(from.relativize(original).toString()));
            }
        }
    }

    private void remove() {
        ServerProcess present = server;
        try {
            if (present != null && present.isAlive()) {
                present.terminate();
                present.awaitExit();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TestFolders.delete(folder);
    }
}
