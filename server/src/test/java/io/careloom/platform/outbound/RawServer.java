package io.careloom.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on loopback that talks by hand, so that it can misbehave in every way. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final Talk talk;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** What happens on a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Talk {
        void on(Line line) throws IOException, InterruptedException;
    }

    /** One connection. */
    final class Line {
        final Socket socket;

        Line(Socket socket) {
            this.socket = socket;
        }

        /** Reads a whole request; false when the peer hung up. */
        boolean hears() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                if (read < 0) {
                    return false;
                }
                head.append((char) read);
            }
            String length = head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1");
            in.skipNBytes(Long.parseLong(length));
            return true;
        }

        void says(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Pauses between two bytes, shorter when the test is over. */
        boolean pauses(int millis) throws InterruptedException {
            return !over.await(millis, TimeUnit.MILLISECONDS);
        }

        /** Closes so that the peer gets a reset. */
        void resets() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    RawServer(Talk talk) {
        this(talk, plain());
    }

    RawServer(Talk talk, ServerSocket server) {
        this.talk = talk;
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A server that answers every request with this text, on connections that it keeps. */
    static RawServer answering(String text) {
        return new RawServer(line -> {
            while (line.hears()) {
                line.says(text);
            }
        });
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed: the test is over
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            talk.on(new Line(socket));
        } catch (IOException | InterruptedException e) {
            // the client hung up
            return;
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/in";
    }

    int connections() {
        return sockets.size();
    }

    /** True once the last connection is closed by one side. */
    boolean isAlone() {
        return sockets.stream().allMatch(Socket::isClosed);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
