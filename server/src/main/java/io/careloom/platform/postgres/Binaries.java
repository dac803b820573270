package io.careloom.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path; each archive has a folder of its own. */
final class Binaries {
    private static final String MARKER = ".unpacked";

    private Binaries() {}

    /**
     * Answers the folder with {@code bin}, {@code lib} and {@code share}, unpacking it when it is missing or incomplete.
     * Several processes may ask at once.
     *
     * @param cache may be shared by servers and by versions
     */
    static Path in(Path cache, Consumer<String> progress) throws IOException {
        URL archive = archive();
        Path folder = cache.resolve("postgresql-" + fingerprint(archive));
        if (!complete(folder)) {
            Files.createDirectories(cache);
            unpackOnce(archive, folder, progress);
        }
        return folder;
    }

    // synchronized, since the file lock only keeps out other processes
    private static synchronized void unpackOnce(URL archive, Path folder, Consumer<String> progress)
            throws IOException {
        try (FileChannel lock = FileChannel.open(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            lock.lock();
            if (complete(folder)) {
                return;
            }
            progress.accept("Unpacking PostgreSQL into " + folder + "…");
            Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
            delete(partial);
            delete(folder);
            unpack(archive, partial);
            Files.writeString(partial.resolve(MARKER), Long.toString(size(partial)));
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static URL archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os;
        String arch = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        String name = "postgres-" + system + "-" + arch + ".txz";
        URL found = Binaries.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new PostgresFault("This build has no embedded PostgreSQL for " + system + " on " + arch
                    + ". Point the server at a PostgreSQL 15 or newer with --database-url.");
        }
        return found;
    }

    /** The checksum that the jar already knows, so that no start has to read the archive. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        try (CheckedInputStream in = new CheckedInputStream(connection.getInputStream(), new CRC32())) {
            in.skipNBytes(connection.getContentLengthLong());
            return Long.toHexString(in.getChecksum().getValue());
        }
    }

    private static boolean complete(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        // a power cut may keep names and lose content, so the sizes are added up again
        return Files.exists(marker) && Files.readString(marker).equals(Long.toString(size(folder)));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(folder, 20, (path, attributes) -> attributes.isRegularFile())) {
            return files.filter(path -> !path.endsWith(MARKER))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        }
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream raw = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(raw)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = entry.resolveIn(folder);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    // readable by the account that PostgreSQL runs under, whatever our umask is
                    Files.setAttribute(target, "unix:mode", (entry.getMode() & 0111) != 0 ? 0755 : 0644);
                }
            }
        }
        openFolders(folder);
    }

    private static void openFolders(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
                Files.setAttribute(path, "unix:mode", 0755);
            }
        }
    }

    /** Deletes a folder with all below it; nothing happens when it is missing. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
