package io.careloom.files.clamav;

import io.careloom.files.VirusScanner;
import io.careloom.kernel.Problem;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks clamd over TCP by its INSTREAM command (clamd(8)): pieces with their length ahead, an empty piece at the end, one
 * line back. Whatever is not a clear answer is UNAVAILABLE, also that the content is longer than clamd's StreamMaxLength.
 */
public final class ClamAv implements VirusScanner {
    private static final Logger LOG = LoggerFactory.getLogger(ClamAv.class);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int MOST_ANSWER = 4 * 1024;

    private final String host;
    private final int port;

    /** The daemon at this address. */
    public ClamAv(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public boolean isClean(InputStream content) {
        String answer;
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            send(content, socket);
            answer = new String(socket.getInputStream().readNBytes(MOST_ANSWER), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            LOG.warn("the virus scanner does not answer: {}", e.getClass().getSimpleName());
            throw Problem.unavailable("scanner_unavailable");
        }
        // a command that begins with z is answered up to a NUL
        String line = answer.replace("\0", "").strip();
        if (line.endsWith(" FOUND")) {
            return false;
        }
        if (line.endsWith(": OK")) {
            return true;
        }
        LOG.warn("the virus scanner gave no verdict");
        throw Problem.unavailable("scanner_unavailable");
    }

    private static void send(InputStream content, Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 64 * 1024));
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        byte[] piece = new byte[32 * 1024];
        for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
            if (count > 0) {
                out.writeInt(count);
                out.write(piece, 0, count);
            }
        }
        out.writeInt(0);
        out.flush();
    }
}
