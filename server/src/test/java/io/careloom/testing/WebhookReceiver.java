package io.careloom.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A partner's server on loopback that keeps every request as it came over the wire. */
public final class WebhookReceiver implements AutoCloseable {
    private final ServerSocket server;
    private final Answering answering;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Decides on the status, and may take its time. */
    @FunctionalInterface
    public interface Answering {
        /** The HTTP status to answer with. */
        int to(Heard request) throws InterruptedException;
    }

    /** A request; header names are in lower case. */
    public record Heard(String path, Map<String, String> headers, byte[] bytes) {
        /** The body's text. */
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** A header's value, empty when it is missing. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private WebhookReceiver(Answering answering) {
        this.answering = answering;
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A receiver that answers so. */
    public static WebhookReceiver answering(Answering answering) {
        return new WebhookReceiver(answering);
    }

    /** A receiver that takes everything. */
    public static WebhookReceiver taking() {
        return new WebhookReceiver(request -> 200);
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hooks";
    }

    /** Everything that came, in the order of arrival. */
    public List<Heard> heard() {
        return heard;
    }

    /** Waits until this many requests came. */
    public List<Heard> await(int count) throws InterruptedException {
        Eventually.eventually(count + " requests", () -> heard.size() >= count);
        return heard;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed: the test is over
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String first = line(in); !first.isEmpty(); first = line(in)) {
                Map<String, String> headers = new TreeMap<>();
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    int colon = line.indexOf(':');
                    headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                Heard request = new Heard(first.split(" ", 3)[1], headers, body);
                heard.add(request);
                String answer = "HTTP/1.1 " + answering.to(request) + " So\r\nContent-Length: 2\r\n\r\nok";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException | InterruptedException e) {
            // the sender hung up, or the test is over
            return;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
