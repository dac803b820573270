package io.careloom.testing;

import io.careloom.platform.database.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A number that changes with every change of a migration, so that a template made by an earlier run is known again. */
final class MigrationState {
    private MigrationState() {}

    static String fingerprint() {
        try {
            CRC32 sum = new CRC32();
            Path folder = Path.of(resource("/db").toURI());
            try (Stream<Path> walk = Files.walk(folder)) {
                List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
                for (Path file : files) {
                    sum.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    sum.update(Files.readAllBytes(file));
                }
            }
            try (InputStream code = resource("Migrations.class").openStream()) {
                sum.update(code.readAllBytes()); // names the schemas
            }
            return Long.toHexString(sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Migrations.class.getResource(name), name);
    }
}
