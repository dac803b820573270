package io.careloom.files.clamav;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Uploads on a server with a virus scanner: clean, infected, no verdict, no scanner. */
class ClamAvTest {
    private static final String FILES = "/v1/partner/files";
    private static final String MARK = "made-up-malware";
    private static final StubDaemon DAEMON = new StubDaemon();
    private static final TestServer SERVER =
            TestServer.with(Map.of("files.clamav_host", "127.0.0.1", "files.clamav_port", DAEMON.port()));

    @AfterAll
    static void stop() throws IOException {
        SERVER.close();
        DAEMON.close();
    }

    /** Speaks clamd's INSTREAM; what holds the mark is infected, what holds "puzzle" gets no verdict. */
    private static final class StubDaemon implements AutoCloseable {
        private final ServerSocket socket;

        StubDaemon() {
            try {
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    DataInputStream in = new DataInputStream(caller.getInputStream());
                    String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    for (int length = in.readInt(); length > 0; length = in.readInt()) {
                        content.write(in.readNBytes(length));
                    }
                    String text = content.toString(StandardCharsets.ISO_8859_1);
                    String verdict = !command.equals("zINSTREAM\0")
                            ? "UNKNOWN COMMAND"
                            : text.contains(MARK)
                                    ? "stream: Made.Up-1 FOUND"
                                    : text.contains("puzzle") ? "INSTREAM size limit exceeded. ERROR" : "stream: OK";
                    caller.getOutputStream().write((verdict + "\0").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the test is over, or the caller left
                    continue;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static Client.Reply upload(String text) {
        return SERVER.partner().upload(FILES, Multipart.of("notes.txt", text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void cleanUploadsAreKept() {
        assertThat(upload("just notes").status()).isEqualTo(200);
        assertThat(SERVER.partner()
                        .upload(FILES, Multipart.of("a.png", Samples.png(900, 900)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void infectedUploadsAreRefused() {
        Client.Reply reply = upload("notes with " + MARK);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/errors/file/0")).isEqualTo("The file contains malware.");
    }

    @Test
    void whatGotNoVerdictIsNotKept() {
        Client.Reply reply = upload("a puzzle");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("/code")).isEqualTo("scanner_unavailable");
        assertThat(reply.header("Retry-After")).isNotNull();
    }

    @Test
    void nothingIsKeptWhileTheScannerIsDown() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (TestServer server = TestServer.with(Map.of("files.clamav_host", "127.0.0.1", "files.clamav_port", port))) {
            Client.Reply reply = server.partner().upload(FILES, Multipart.of("a.png", Samples.png(9, 9)));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text("/code")).isEqualTo("scanner_unavailable");
            long kept = server.<Long>read(tx -> tx.handle()
                    .createQuery("select count(*) from files.file")
                    .mapTo(Long.class)
                    .one());
            assertThat(kept).isZero();
        }
    }
}
