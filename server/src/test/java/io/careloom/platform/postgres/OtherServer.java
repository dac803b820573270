package io.careloom.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A server process of its own, so that a test can kill it. It writes numbers into a table for as long as it lives. */
final class OtherServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private OtherServer(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static OtherServer on(Path directory, Path binaries) {
        return on(directory, binaries, List.of(), System.getProperty("java.class.path"));
    }

    static OtherServer on(Path directory, Path binaries, List<String> prefix, String classPath) {
        List<String> line = new ArrayList<>(prefix);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp", classPath, OtherServer.class.getName()));
        line.addAll(List.of(directory.toString(), binaries.toString()));
        try {
            return new OtherServer(new ProcessBuilder(line)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until it has acknowledged this number. */
    void awaitNumber(int number) {
        awaitLine("committed " + number);
    }

    private void awaitLine(String wanted) {
        StringBuilder heard = new StringBuilder();
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals(wanted)) {
                    return;
                }
                heard.append(line).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("It ended before saying '" + wanted + "':\n" + heard);
    }

    /** Kills the process without warning; answers the last number that it had acknowledged. */
    int kill() {
        process.toHandle().destroyForcibly(); // by the handle: what it said stays readable
        process.onExit().join();
        return said.lines()
                .filter(line -> line.startsWith("committed "))
                .mapToInt(line -> Integer.parseInt(line.substring("committed ".length())))
                .max()
                .orElse(0);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The other process: data directory, binaries. */
    public static void main(String[] arguments) throws SQLException {
        PostgresConfig config = PostgresConfig.in(Path.of(arguments[0])).withBinaries(Path.of(arguments[1]));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(config.withProgress(System.out::println));
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists number (value int primary key)");
            statement.execute("truncate number");
            for (int value = 1; ; value++) {
                statement.execute("insert into number (value) values (" + value + ")");
                System.out.println("committed " + value);
            }
        }
    }
}
