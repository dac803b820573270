package io.careloom.platform.outbound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1.1 answers (RFC 9112) from a peer that may send anything: lines and headers are bounded together, a body is
 * read up to a limit and then left alone.
 */
final class AnswerReader {
    private static final int MOST_HEAD_BYTES = 64 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-9][0-9][0-9]( .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK_LENGTH = Pattern.compile("[0-9A-Fa-f]{1,8}");

    private final InputStream in;
    private final byte[] buffer = new byte[4096];
    private int from;
    private int to;
    private int headLeft;
    private boolean begun;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /**
     * An answer.
     *
     * @param body at most as much as wanted
     * @param last true when the connection is of no further use
     */
    record Received(int status, byte[] body, boolean last) {}

    private record Head(int status, boolean chunked, long length, boolean closes) {
        boolean hasBody() {
            return status != 204 && status != 304;
        }

        /** An answer without a length ends with its connection. */
        boolean isOpenEnded() {
            return !chunked && length < 0;
        }
    }

    /** Whether anything came since the last answer was read. */
    boolean hasBegun() {
        return begun;
    }

    /**
     * The next final answer, of whose body at most so many bytes are kept.
     *
     * @throws ProtocolException when it is none
     * @throws EOFException when the peer ends before it answers
     */
    Received next(int mostBody) throws IOException {
        headLeft = MOST_HEAD_BYTES;
        begun = from < to;
        Head head = head();
        while (head.status() < 200 && head.status() != 101) {
            head = head();
        }
        Body body = new Body(mostBody);
        boolean complete = !head.hasBody() || read(head, body);
        boolean last = !complete || head.closes() || head.status() == 101 || from < to;
        begun = false;
        return new Received(head.status(), body.bytes(), last);
    }

    private Head head() throws IOException {
        String first = line();
        if (!STATUS_LINE.matcher(first).matches()) {
            throw new ProtocolException("no status line");
        }
        boolean closes = first.charAt(7) == '0';
        boolean chunked = false;
        long length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("no header");
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = length(value, length);
                case "transfer-encoding" -> chunked = true;
                case "connection" -> closes |= value.toLowerCase(Locale.ROOT).contains("close");
                default -> {}
            }
        }
        return new Head(Integer.parseInt(first, 9, 12, 10), chunked, length, closes);
    }

    private static long length(String value, long before) throws ProtocolException {
        if (!LENGTH.matcher(value).matches() || before >= 0 && before != Long.parseLong(value)) {
            throw new ProtocolException("no length");
        }
        return Long.parseLong(value);
    }

    /** True when the body was read to its end. */
    private boolean read(Head head, Body body) throws IOException {
        if (head.isOpenEnded()) {
            while (body.wants() && (from < to || fill())) {
                from += body.add(buffer, from, to - from);
            }
            return false;
        }
        return head.chunked() ? chunks(body) : bytes(head.length(), body);
    }

    private boolean chunks(Body body) throws IOException {
        while (true) {
            String size = line().split(";", 2)[0].strip();
            if (!CHUNK_LENGTH.matcher(size).matches()) {
                throw new ProtocolException("no chunk");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                while (!line().isEmpty()) {
                    // trailers tell nothing that is needed
                    continue;
                }
                return true;
            }
            if (!bytes(length, body)) {
                return false;
            }
            if (!line().isEmpty()) {
                throw new ProtocolException("no end of a chunk");
            }
        }
    }

    private boolean bytes(long length, Body body) throws IOException {
        long left = length;
        while (left > 0 && body.wants()) {
            need();
            int taken = body.add(buffer, from, (int) Math.min(left, to - from));
            from += taken;
            left -= taken;
        }
        return left == 0;
    }

    private String line() throws IOException {
        String line = "";
        while (true) {
            need();
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            headLeft -= end - from + 1;
            if (headLeft < 0) {
                throw new ProtocolException("too much of a head");
            }
            line = line.concat(new String(buffer, from, end - from, StandardCharsets.ISO_8859_1));
            if (end < to) {
                from = end + 1;
                return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            }
            from = to;
        }
    }

    private void need() throws IOException {
        if (from == to && !fill()) {
            throw begun ? new SocketException() : new EOFException();
        }
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer);
        from = 0;
        to = Math.max(0, read);
        begun |= read > 0;
        return read > 0;
    }

    /** Takes bytes up to a limit. */
    private static final class Body {
        private final int most;
        private byte[] bytes = new byte[256];
        private int size;

        Body(int most) {
            this.most = most;
        }

        boolean wants() {
            return size < most;
        }

        int add(byte[] source, int start, int count) {
            int taken = Math.min(count, most - size);
            if (size + taken > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(2 * bytes.length, size + taken)));
            }
            System.arraycopy(source, start, bytes, size, taken);
            size += taken;
            return taken;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }
}
