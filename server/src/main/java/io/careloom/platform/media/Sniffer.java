package io.careloom.platform.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** Says by its bytes alone what some content is. */
public final class Sniffer {
    private static final MimeTypes MAGIC = MimeTypes.getDefaultMimeTypes();
    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int MOST_ENTRIES = 2_000;
    private static final long MOST_INFLATED = 128L << 20;

    private Sniffer() {}

    /**
     * The media type, such as {@code image/jpeg}; {@code application/octet-stream} for what nobody knows. Office documents
     * with macros are {@code application/vnd.ms-office.macros}, whatever they are else.
     *
     * @throws IOException when the content cannot be read
     */
    public static String typeOf(Supplier<InputStream> content) throws IOException {
        byte[] head;
        try (InputStream in = content.get()) {
            head = in.readNBytes(128);
        }
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.length() >= 12 && start.startsWith("ftyp", 4)) {
            return branded(start.substring(8, 12));
        }
        MediaType type;
        try (InputStream in = new BufferedInputStream(content.get(), 128 * 1024)) {
            type = MAGIC.detect(in, new Metadata());
        }
        return switch (type.getBaseType().toString()) {
            case "application/zip", "application/x-tika-ooxml" ->
                office(content).orElse("application/zip");
            case "application/x-matroska", "video/x-matroska" ->
                start.contains("webm") ? "video/webm" : "video/x-matroska";
            case "application/pdf" -> start.startsWith("%PDF-") ? "application/pdf" : "application/octet-stream";
            case String known -> known;
        };
    }

    /** Of the ISO base media family, by the major brand (mp4ra.org). */
    private static String branded(String brand) {
        return switch (brand) {
            case "qt  " -> "video/quicktime";
            case "heic", "heix", "hevc", "hevx", "heim", "heis" -> "image/heic";
            case "mif1", "msf1" -> "image/heif";
            case "avc1", "dash", "f4v ", "M4V ", "MSNV", "mmp4", "mp41", "mp42" -> "video/mp4";
            default -> {
                if (brand.startsWith("iso")) {
                    yield "video/mp4";
                }
                yield brand.startsWith("3g") ? "video/3gpp" : "application/octet-stream";
            }
        };
    }

    private static Optional<String> office(Supplier<InputStream> content) throws IOException {
        String found = null;
        boolean typed = false;
        long inflated = 0;
        int entries = 0;
        byte[] buffer = new byte[16 * 1024];
        try (ZipInputStream zip = new ZipInputStream(content.get())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                typed |= name.equals("[Content_Types].xml");
                if (name.endsWith("vbaProject.bin")) {
                    return Optional.of("application/vnd.ms-office.macros");
                }
                if (name.equals("word/document.xml")) {
                    found = WORD;
                } else if (name.equals("xl/workbook.xml")) {
                    found = SHEET;
                }
                for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
                    inflated += count;
                    if (inflated > MOST_INFLATED) {
                        return Optional.empty();
                    }
                }
                if (++entries > MOST_ENTRIES) {
                    return Optional.empty();
                }
            }
        } catch (java.util.zip.ZipException e) {
            return Optional.empty();
        }
        return typed ? Optional.ofNullable(found) : Optional.empty();
    }
}
