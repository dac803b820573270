package io.careloom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that the unprivileged PostgreSQL of a test run as root can enter, unlike those of {@code @TempDir}. */
public final class TestFolders {
    private TestFolders() {}

    /** A new empty folder, mode 755; the caller deletes it. */
    public static Path create() {
        try {
            Path folder = Files.createTempDirectory("careloom-test-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder with all below it. */
    public static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where all test runs of this user on this machine share PostgreSQL's unpacked programs. */
    public static Path sharedBinaries() {
        String cache = System.getenv("XDG_CACHE_HOME");
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/cache/careloom/postgres");
        }
        Path base =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("careloom").resolve("postgres");
    }
}
