package io.careloom.platform.http;

import io.careloom.kernel.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a handler answers; rendered before the transaction commits. All are status 200, but for parts of a content. */
public sealed interface Answer {
    /** One object, bare. */
    record One(Object value) implements Answer {}

    /** A bare array. */
    record Bare(List<?> items) implements Answer {}

    /** A bare array of what was known at this time, which the header {@code Last-Modified} tells. */
    record Dated(List<?> items, Instant at) implements Answer {}

    /** The resource paginator: {@code data}, {@code links}, {@code meta}. */
    record Paged(Page<?> page) implements Answer {}

    /** The old flat paginator: {@code current_page}, {@code data}, {@code first_page_url}, … */
    record FlatPaged(Page<?> page) implements Answer {}

    /** Content that is not JSON. */
    record Raw(String contentType, byte[] bytes, Map<String, String> headers) implements Answer {}

    /** A file to be saved under this name (letters, digits, dots and dashes), kept by no cache and run by no browser. */
    static Answer file(String contentType, byte[] bytes, String fileName) {
        return new Raw(contentType, bytes, saved(fileName));
    }

    /** The same of any size. */
    static Answer file(String contentType, Content content, String fileName) {
        return new Streamed(contentType, content, saved(fileName));
    }

    private static Map<String, String> saved(String fileName) {
        return Map.of(
                "Content-Disposition",
                "attachment; filename=\"" + fileName + "\"",
                "X-Content-Type-Options",
                "nosniff",
                "Cache-Control",
                "no-store");
    }

    /** Content of any size, written after the transaction has committed and what it shows is audited. */
    record Streamed(String contentType, Content content, Map<String, String> headers) implements Answer {}

    /**
     * Where content comes from.
     *
     * @param size of the whole in bytes
     */
    record Content(long size, Writer writer) {
        private static final int CHUNK = 64 * 1024;

        /** Content that is read from a position on; one that ends early fails. */
        public static Content of(long size, LongFunction<InputStream> from) {
            return new Content(size, (out, position, length) -> {
                byte[] buffer = new byte[CHUNK];
                long left = length;
                try (InputStream in = from.apply(position)) {
                    while (left > 0) {
                        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                        if (count < 0) {
                            throw new IOException("the content is shorter than it was");
                        }
                        out.write(buffer, 0, count);
                        left -= count;
                    }
                }
            });
        }
    }

    /** Writes a part of some content. */
    @FunctionalInterface
    interface Writer {
        /** Writes {@code length} bytes from this position on. */
        void write(OutputStream out, long from, long length) throws IOException;
    }

    /** One object. */
    static Answer of(Object value) {
        return new One(value);
    }

    /** A bare array. */
    static Answer list(List<?> items) {
        return new Bare(items);
    }

    /** A bare array; with a time it was kept since then. */
    static Answer list(List<?> items, @Nullable Instant at) {
        return at == null ? new Bare(items) : new Dated(items, at);
    }

    /** The resource paginator. */
    static Answer page(Page<?> page) {
        return new Paged(page);
    }

    /** The flat paginator. */
    static Answer flat(Page<?> page) {
        return new FlatPaged(page);
    }

    /** The empty answer of actions: an empty array. */
    static Answer empty() {
        return new Bare(List.of());
    }
}
