package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The folder that holds the database's files, and the account that may use it. It is the data directory, unless root's
 * unprivileged account cannot walk there (a data directory below a closed home): then it is a folder below
 * {@code /var/lib/careloom}, and the data directory remembers which.
 */
record Home(Path directory, Path root, RunAs runAs) {
    private static final Path ELSEWHERE = Path.of("/var/lib/careloom");

    /**
     * Finds the place of this data directory's database.
     *
     * @throws PostgresFault when an existing database cannot be reached; never answers an empty place instead
     */
    static Home of(PostgresConfig config) throws IOException {
        Files.createDirectories(config.directory());
        Path directory = config.directory().toRealPath();
        Path note = directory.resolve("postgres.location");
        if (Files.exists(note)) {
            Path root = Path.of(Files.readString(note).strip());
            if (!Files.exists(clusterIn(root))) {
                throw new PostgresFault(
                        "The database of " + directory + " lives in " + root + " (says " + note
                                + "), but is not there. Bring that folder back, or delete the note to begin with an empty database.");
            }
            return new Home(directory, root, RunAs.choose(clusterIn(root))).reached();
        }
        Home home = new Home(directory, directory, RunAs.choose(clusterIn(directory)));
        if (home.hasCluster() || home.runAs.reaches(directory)) {
            return home.reached();
        }
        Path root = ELSEWHERE.resolve(shortHash(directory));
        config.progress()
                .accept("The database cannot live in " + directory + ", since PostgreSQL must not run as root and "
                        + home.runAs + " cannot enter that folder. It lives in " + root + " instead.");
        Files.createDirectories(root);
        return new Home(directory, root, RunAs.choose(clusterIn(root))).reached();
    }

    private Home reached() {
        if (!runAs.reaches(root)) {
            throw new PostgresFault("PostgreSQL runs as " + runAs + ", which cannot enter " + root
                    + ". Allow it on that folder and every folder above: chmod o+x");
        }
        return this;
    }

    private static Path clusterIn(Path root) {
        return root.resolve("postgres");
    }

    /** PostgreSQL's own data directory; exists only when complete. */
    Path cluster() {
        return clusterIn(root);
    }

    /** Where a new cluster is made, before it is complete. */
    Path unfinishedCluster() {
        return root.resolve("postgres.new");
    }

    boolean hasCluster() {
        return Files.exists(cluster());
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path passwordFile() {
        return root.resolve("postgres.password");
    }

    Path lockFile() {
        return root.resolve("postgres.lock");
    }

    Path binaries() {
        return root.resolve("postgres-binaries");
    }

    /** Writes down where the database lives, once it does, so that a moved data directory still finds it. */
    void remember() throws IOException {
        if (!root.equals(directory)) {
            Files.writeString(directory.resolve("postgres.location"), root + "\n");
        }
    }

    private static String shortHash(Path directory) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(directory.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
