package io.careloom.platform.http.upload;

import io.careloom.kernel.Problem;
import io.careloom.platform.validation.Storable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/** A multipart form as it arrives. The file goes piece by piece to its sink; only texts are held in memory. */
public final class Form {
    private static final int MOST_PARTS = 20;
    private static final int MOST_TEXT = 64 * 1024;
    private static final int MOST_HEAD = 4 * 1024;

    private final String contentType;
    private final long length;
    private final InputStream body;
    private final MessageDigest digest;

    /**
     * A form that is not yet read.
     *
     * @param length as announced, or -1
     * @throws Problem UNSUPPORTED_TYPE when the request is no such form
     */
    public Form(@Nullable String contentType, long length, InputStream body) {
        if (contentType == null || !contentType.strip().regionMatches(true, 0, "multipart/form-data", 0, 19)) {
            throw Problem.of(
                    Problem.Kind.UNSUPPORTED_TYPE, "unsupported_type", "Send the request as multipart/form-data.");
        }
        this.contentType = contentType;
        this.length = length;
        this.body = body;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** Takes the file's bytes. */
    @FunctionalInterface
    public interface Sink {
        /** The next bytes, valid during the call. */
        void write(byte[] bytes, int offset, int length);
    }

    /**
     * What the form held beside the bytes of its file.
     *
     * @param fileName as the client names it, maybe empty; null when there was no file
     */
    public record Texts(
            Map<String, String> values, @Nullable String fileName) {
        @Override
        public String toString() {
            return "Texts[]";
        }
    }

    /**
     * Reads the whole form; the part {@code file} goes to the sink.
     *
     * @param most bytes that the file may have
     * @throws Problem TOO_LARGE, UNREADABLE, or INVALID for a second file
     */
    public Texts read(Sink sink, long most) {
        Map<String, String> values = new LinkedHashMap<>();
        String fileName = null;
        try {
            FileItemIterator parts = reader().getItemIterator(new Source());
            for (int count = 1; parts.hasNext(); count++) {
                if (count > MOST_PARTS) {
                    throw Problem.invalid("form", "The form may have at most " + MOST_PARTS + " parts.");
                }
                FileItemStream part = parts.next();
                String name = part.getFieldName() == null ? "" : part.getFieldName();
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                if (!name.equals("file")) {
                    values.put(name, text(name, part));
                } else if (fileName != null) {
                    throw Problem.invalid("file", "One file at a time, please.");
                } else {
                    fileName = fileName(part);
                    digest.update(fileName.getBytes(StandardCharsets.UTF_8));
                    pour(part, sink, most);
                }
            }
        } catch (FileUploadException | IOException e) {
            throw unreadable();
        }
        return new Texts(values, fileName);
    }

    private static FileUpload reader() {
        FileUpload reader = new FileUpload();
        reader.setPartHeaderSizeMax(MOST_HEAD);
        reader.setHeaderEncoding(StandardCharsets.UTF_8.name());
        return reader;
    }

    private static String fileName(FileItemStream part) {
        try {
            return part.getName() == null ? "" : part.getName();
        } catch (InvalidFileNameException e) {
            throw Problem.invalid("file", "The file's name contains characters that cannot be stored.");
        }
    }

    private void pour(FileItemStream part, Sink sink, long most) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (InputStream in = part.openStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
                if (size > most) {
                    throw Problem.of(
                            Problem.Kind.TOO_LARGE, "too_large", "The file is larger than " + (most >> 20) + " MiB.");
                }
                digest.update(buffer, 0, count);
                sink.write(buffer, 0, count);
            }
        }
    }

    private String text(String name, FileItemStream part) throws IOException {
        byte[] bytes;
        try (InputStream in = part.openStream()) {
            bytes = in.readNBytes(MOST_TEXT + 1);
        }
        digest.update(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (bytes.length > MOST_TEXT) {
            throw Problem.invalid(name.isEmpty() ? "form" : name, "The text is too long.");
        }
        if (!Storable.isStorable(text) || !Storable.isStorable(name)) {
            throw Problem.invalid("form", "The form contains characters that cannot be stored.");
        }
        return text;
    }

    private static Problem unreadable() {
        return Problem.of(Problem.Kind.UNREADABLE, "unreadable", "The form could not be read to its end.");
    }

    /** Of all that was read: two requests with the same digest brought the same. */
    public byte[] digest() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Source implements UploadContext {
        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return (int) Math.min(length, Integer.MAX_VALUE);
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }
}
