package io.careloom.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.outbound.SmtpGateway.SmtpConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a mail server hears. */
class SmtpGatewayTest {
    /** Takes one letter and answers its lines. */
    private static Callable<List<String>> server(ServerSocket listening) {
        return () -> {
            try (Socket socket = listening.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    OutputStream out = socket.getOutputStream()) {
                say(out, "220 mail.example");
                List<String> lines = new ArrayList<>();
                boolean inside = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (inside) {
                        inside = !line.equals(".");
                        lines.add(line);
                    } else {
                        inside = line.equals("DATA");
                        say(out, inside ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 well");
                        continue;
                    }
                    if (!inside) {
                        say(out, "250 taken");
                    }
                }
                return lines;
            }
        };
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static List<String> heard(Letter letter) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<List<String>> lines = threads.submit(server(listening));
            String host = listening.getInetAddress().getHostAddress();
            new SmtpGateway(new SmtpConfig(host, listening.getLocalPort(), null, null, "care@clinic.example", false))
                    .deliver(letter);
            return lines.get();
        }
    }

    @Test
    void aLetterThatAClickEndsTellsTheReadersMailProgramWhere() throws Exception {
        Letter letter = Letter.email("ada@mail.example", "Hello", "Text", null);

        assertThat(heard(letter.endedBy("https://care.example/links/unsubscribe/x")))
                .contains(
                        "To: ada@mail.example",
                        "Subject: Hello",
                        "List-Unsubscribe: <https://care.example/links/unsubscribe/x>",
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assertThat(heard(letter)).noneMatch(line -> line.startsWith("List-"));
    }
}
