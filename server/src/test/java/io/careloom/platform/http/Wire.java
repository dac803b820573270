package io.careloom.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bare connection to the server: sends any bytes, reads answers by their Content-Length. */
final class Wire implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Socket socket;

    Wire(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(60_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer as it came. */
    record Heard(int status, List<String> headers, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String header(String name) {
            String start = name.toLowerCase(java.util.Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).trim())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Sends a request with the sandbox credential's token and these bytes as JSON, and hears the answer. */
    Heard post(String path, byte[] body) {
        send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
        send(body);
        return hear();
    }

    /** Sends text as it is. */
    Wire send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes as they are; what the server no longer wants to read is dropped. */
    Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the server may answer and close before it has read everything
            return this;
        }
        return this;
    }

    /** Says that nothing more will be sent. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** The next answer. */
    Heard hear() {
        try {
            InputStream stream = socket.getInputStream();
            List<String> lines = Arrays.asList(head(stream).split("\r\n", -1));
            int status = Integer.parseInt(lines.getFirst().split(" ", -1)[1]);
            Heard head = new Heard(status, lines.subList(1, lines.size()), "");
            String length = head.header("Content-Length");
            byte[] body = stream.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            return new Heard(status, head.headers(), new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer's head, when its body must not follow: an answer to HEAD. */
    Heard hearHead() {
        try {
            List<String> lines = Arrays.asList(head(socket.getInputStream()).split("\r\n", -1));
            return new Heard(Integer.parseInt(lines.getFirst().split(" ", -1)[1]), lines.subList(1, lines.size()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream stream) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = stream.read();
            if (next < 0) {
                throw new IOException("the server closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
