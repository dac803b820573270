package io.careloom.geography;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the tables that {@code scripts/geography/build.mjs} writes: lines of fields between tabs. */
final class Tables {
    private static final String FOLDER = "/reference/geography/";

    private Tables() {}

    /** One line; a field left out at its end is empty. */
    record Row(String[] fields) {
        String text(int index) {
            return index < fields.length ? fields[index] : "";
        }

        UUID id(int index) {
            return UUID.fromString(text(index));
        }

        boolean flag(int index) {
            return text(index).equals("yes");
        }

        /** Parts of a field between commas. */
        List<String> parts(int index) {
            return text(index).isEmpty() ? List.of() : Arrays.asList(text(index).split(",", -1));
        }

        /** The id in one field and further ids of the same thing in another. */
        List<UUID> ids(int index, int further) {
            return Stream.concat(Stream.of(text(index)), parts(further).stream())
                    .map(UUID::fromString)
                    .toList();
        }
    }

    /** All rows of a table; {@code .gz} is unpacked. */
    static List<Row> rows(String name) {
        try (InputStream resource = Tables.class.getResourceAsStream(FOLDER + name)) {
            if (resource == null) {
                throw new IllegalStateException("the build lacks " + FOLDER + name);
            }
            InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(resource, 1 << 16) : resource;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> new Row(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
