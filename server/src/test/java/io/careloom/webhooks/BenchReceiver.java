package io.careloom.webhooks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The cheapest receiver there is, as a process of its own: notes when each webhook-id came first, and says so when asked. */
final class BenchReceiver {
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "webhook-id: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private static final Map<String, Long> FIRST = new ConcurrentHashMap<>();

    private BenchReceiver() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        }
    }

    private static void serve(Socket socket) {
        byte[] line = new byte[8192];
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 4096)) {
            OutputStream out = socket.getOutputStream();
            while (true) {
                int length = 0;
                boolean asked = false;
                for (int size = line(in, line); size > 0; size = line(in, line)) {
                    asked |= line[0] == 'G';
                    if (starts(line, LENGTH)) {
                        length = Integer.parseInt(text(line, LENGTH.length, size));
                    } else if (starts(line, ID)) {
                        FIRST.putIfAbsent(text(line, ID.length, size), System.nanoTime());
                    }
                }
                in.skipNBytes(length);
                out.write(asked ? times() : OK);
            }
        } catch (IOException e) {
            // the sender hung up
            return;
        }
    }

    /** Every id with its time, and forgets them. */
    private static byte[] times() {
        StringBuilder body = new StringBuilder();
        FIRST.forEach((id, nanos) -> body.append(id).append(' ').append(nanos).append('\n'));
        FIRST.clear();
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int line(InputStream in, byte[] line) throws IOException {
        int size = 0;
        while (true) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("hung up");
            }
            if (read == '\n') {
                return size > 0 && line[size - 1] == '\r' ? size - 1 : size;
            }
            line[size++] = (byte) read;
        }
    }

    private static boolean starts(byte[] line, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if ((line[i] | 0x20) != name[i] && line[i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }
}
