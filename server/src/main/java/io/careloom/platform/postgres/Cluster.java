package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the cluster and knows its password. The server works as {@code careloom}, who owns his database and is no
 * superuser; the superuser has no password and no way in by network, only PostgreSQL's single-user mode.
 */
record Cluster(Home home, Programs programs) {
    /** Role and database have the same name. */
    static final String NAME = "careloom";

    private static final String ACCESS = """
            # Written by Careloom. Only the role careloom, only from this machine, only with its password.
            host all careloom 127.0.0.1/32 scram-sha-256
            """;

    /** Makes the cluster when there is none; answers the password of {@link #NAME}. */
    String prepare(Consumer<String> progress) throws IOException, InterruptedException {
        if (!home.hasCluster()) {
            progress.accept("Creating the database in " + home.cluster() + "…");
            return create();
        }
        if (!Files.exists(home.passwordFile())) {
            progress.accept(home.passwordFile() + " is missing: setting a new password…");
            String password = randomPassword();
            alone(home.cluster(), "alter role " + NAME + " password '" + password + "';\n");
            keep(password);
            return password;
        }
        return password(home);
    }

    private static String password(Home home) throws IOException {
        return Files.readString(home.passwordFile()).strip();
    }

    /** The way in while somebody serves this cluster; empty when nobody does, or not yet. */
    static Optional<Login> served(Home home) throws IOException {
        Optional<PostmasterFile> file = PostmasterFile.in(home.cluster()).filter(PostmasterFile::ready);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Login login = new Login(file.get().port(), password(home));
        return login.works() ? Optional.of(login) : Optional.empty();
    }

    // complete or not there at all: it gets its name last
    private String create() throws IOException, InterruptedException {
        Path unfinished = home.unfinishedCluster();
        Binaries.delete(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        home.runAs().own(unfinished);
        programs.run(
                List.of(
                        "initdb",
                        "--pgdata=" + unfinished,
                        "--username=postgres",
                        "--auth=reject",
                        "--data-checksums",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C"),
                "");
        Files.writeString(unfinished.resolve("pg_hba.conf"), ACCESS);
        String password = randomPassword();
        alone(
                unfinished,
                "create role " + NAME + " login createdb password '" + password + "';\n" + "create database " + NAME
                        + " owner " + NAME + ";\n");
        keep(password);
        Files.move(unfinished, home.cluster(), StandardCopyOption.ATOMIC_MOVE);
        home.remember();
        return password;
    }

    private void alone(Path cluster, String statements) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("postgres", "--single", "-D", cluster.toString()));
        command.addAll(ServerSettings.alone());
        command.addAll(List.of("-c", "exit_on_error=on", "postgres"));
        programs.run(command, statements);
    }

    private void keep(String password) throws IOException {
        Path fresh = home.passwordFile().resolveSibling("postgres.password.new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(
                fresh, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, home.passwordFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String randomPassword() {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
