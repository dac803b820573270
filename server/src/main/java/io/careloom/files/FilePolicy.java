package io.careloom.files;

import io.careloom.kernel.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be uploaded: the words for its purpose, the kinds of content, their sizes and names. */
public final class FilePolicy {
    /** The purposes a file can have (partner-contract.md section 6). */
    public static final List<String> TYPES = List.of(
            "document",
            "review",
            "other",
            "insurance-policy",
            "contract",
            "driver-license",
            "lab-result",
            "photo",
            "av-video",
            "full-body-photo",
            "back-photo",
            "face-photo",
            "avatar-photo",
            "ipledge-document",
            "auth-form");

    static final String LAB_RESULT = "lab-result";

    /** What tells viewers how it is to be turned. */
    private static final Set<String> TURNED = Set.of("image/jpeg", "image/png");

    private static final int LONGEST_NAME = 255;
    private static final int QUARTER = 90;

    private FilePolicy() {}

    /** How large and how shown. */
    enum Kind {
        IMAGE(25),
        VIDEO(140),
        DOCUMENT(16);

        private final int mebibytes;

        Kind(int mebibytes) {
            this.mebibytes = mebibytes;
        }

        long mostBytes() {
            return (long) mebibytes << 20;
        }
    }

    /**
     * A kind of content that is taken.
     *
     * @param mustShow whether it has to be readable as a picture
     */
    record Accepted(String mimeType, Kind kind, String extension, boolean mustShow) {}

    // no SVG, HTML or XML: they run in browsers; no archives and macros: nobody here opens them safely
    private static final Map<String, Accepted> ACCEPTED = Map.ofEntries(
            picture("image/jpeg", "jpg"),
            picture("image/png", "png"),
            picture("image/gif", "gif"),
            picture("image/webp", "webp"),
            picture("image/tiff", "tiff"),
            picture("image/bmp", "bmp"),
            plain("image/heic", Kind.IMAGE, "heic"), // what phones send; nothing here can decode it
            plain("image/heif", Kind.IMAGE, "heif"),
            plain("video/mp4", Kind.VIDEO, "mp4"),
            plain("video/quicktime", Kind.VIDEO, "mov"),
            plain("video/webm", Kind.VIDEO, "webm"),
            plain("video/3gpp", Kind.VIDEO, "3gp"),
            plain("application/pdf", Kind.DOCUMENT, "pdf"),
            plain("application/rtf", Kind.DOCUMENT, "rtf"),
            plain("text/plain", Kind.DOCUMENT, "txt"),
            plain("text/csv", Kind.DOCUMENT, "csv"),
            plain("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind.DOCUMENT, "docx"),
            plain("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind.DOCUMENT, "xlsx"));

    private static Map.Entry<String, Accepted> picture(String mimeType, String extension) {
        return Map.entry(mimeType, new Accepted(mimeType, Kind.IMAGE, extension, true));
    }

    private static Map.Entry<String, Accepted> plain(String mimeType, Kind kind, String extension) {
        return Map.entry(mimeType, new Accepted(mimeType, kind, extension, false));
    }

    /** Content of this type, if it is taken. */
    static Optional<Accepted> accepted(String mimeType) {
        return Optional.ofNullable(ACCEPTED.get(mimeType));
    }

    /** Refuses what is too large for its kind, or empty. */
    static void requireSize(Accepted accepted, long size) {
        Kind kind = accepted.kind();
        if (size > kind.mostBytes()) {
            String name = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            throw Problem.of(
                    Problem.Kind.TOO_LARGE, "too_large", name + " files may have at most " + kind.mebibytes + " MiB.");
        }
    }

    /** The purpose, {@code other} when none is said; INVALID for an unknown word. */
    static String type(@Nullable String said) {
        if (said == null || said.isBlank()) {
            return "other";
        }
        String word = said.strip();
        if (!TYPES.contains(word)) {
            throw Problem.invalid("type", "The type is one of " + String.join(", ", TYPES) + ".");
        }
        return word;
    }

    /** The name to show: the one that was said, else the file's own without any folder; INVALID when it is too long. */
    static String name(@Nullable String said, @Nullable String fileName, String extension) {
        if (said != null && said.codePointCount(0, said.length()) > LONGEST_NAME) {
            throw Problem.invalid("name", "The name may have at most " + LONGEST_NAME + " characters.");
        }
        String name = plainName(said);
        if (name.isEmpty()) {
            name = plainName(fileName);
        }
        return name.isEmpty() ? "file." + extension : name;
    }

    /** The file after a change; INVALID for an unknown type, and for a turn that is no quarter or that nobody would see. */
    static FileRow changed(FileRow file, ChangeFile command, Instant at) {
        String extension = file.path().substring(file.path().lastIndexOf('.') + 1);
        String called = name(command.name().or(file.name()), null, extension);
        String kind = type(command.type().or(file.type()));
        Integer rotate = command.rotate();
        if (rotate == null) {
            return file.changed(called, kind, file.turns(), at);
        }
        if (rotate % QUARTER != 0) {
            throw Problem.invalid("rotate", "A picture is turned by quarters: 90, 180, 270 or -90.");
        }
        if (!TURNED.contains(file.mimeType())) {
            throw Problem.invalid("rotate", "Only JPEG and PNG pictures can be turned.");
        }
        return file.changed(called, kind, Math.floorMod(file.turns() + rotate / QUARTER, 4), at);
    }

    /** Without folders, control characters and marks that turn the direction of reading. */
    private static String plainName(@Nullable String name) {
        if (name == null) {
            return "";
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain =
                last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "").strip();
        String dotless = plain.replaceFirst("^\\.+", "");
        // a letter outside the basic plane is two of Java's: half of it would be on the wire
        return dotless.codePointCount(0, dotless.length()) <= LONGEST_NAME
                ? dotless
                : dotless.substring(0, dotless.offsetByCodePoints(0, LONGEST_NAME));
    }
}
