package io.careloom.catalog.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The lines of a file as an authority publishes it. */
final class OfficialFile {
    private static final long MOST_BYTES = 512L << 20;
    private static final Charset OLDER = Charset.forName("windows-1252");

    private final Path path;
    private final String kind;

    /**
     * @param kind what it should be, for refusals
     */
    OfficialFile(Path path, String kind) {
        this.path = path;
        this.kind = kind;
    }

    /** All lines, without a byte order mark and blank ones at the end; UTF-8, or the older encoding that the FDA still uses at times. */
    List<String> lines() {
        return text(bytes())
                .replaceAll("\\A\\uFEFF|[\\r\\n\\x1a]+\\z", "")
                .lines()
                .toList();
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, OLDER);
        }
    }

    private byte[] bytes() {
        try {
            if (Files.isDirectory(path)) {
                throw refused("it is a directory");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw refused("it is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
                throw refused("it is a ZIP archive; unpack it first");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw refused("there is no such file");
        } catch (IOException e) {
            throw refused("it cannot be read");
        }
    }

    Imports.Refused refused(String why) {
        return new Imports.Refused(path + " is not " + kind + ": " + why);
    }
}
