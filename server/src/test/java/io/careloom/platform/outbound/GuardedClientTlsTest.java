package io.careloom.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.testing.TestFolders;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Peers with TLS, whose certificate is for {@code localhost}. */
class GuardedClientTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static Path folder;
    private static SSLContext serving;
    private static SSLContext trusting;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        folder = TestFolders.create();
        Path store = folder.resolve("store.p12");
        String command = "-genkeypair -alias hooks -keyalg EC -dname CN=hooks -ext san=dns:localhost -validity 2"
                + " -storetype PKCS12 -storepass changeit -keystore " + store;
        ProcessBuilder keytool = new ProcessBuilder();
        keytool.command()
                .add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(List.of(command.split(" ")));
        assertThat(keytool.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        serving = SSLContext.getInstance("TLS");
        serving.init(own.getKeyManagers(), null, null);
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("hooks", keys.getCertificate("hooks"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    @AfterAll
    static void deleteCertificate() {
        TestFolders.delete(folder);
    }

    private static RawServer secured(RawServer.Talk talk) throws IOException {
        ServerSocket socket =
                serving.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new RawServer(talk, socket);
    }

    private static String result(SSLSocketFactory factory, String host, int port) {
        return result(factory, host, port, Duration.ofMinutes(1));
    }

    private static String result(SSLSocketFactory factory, String host, int port, Duration deadline) {
        Lookup lookup =
                new Lookup(new AddressGuard(true), name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        try (GuardedClient client = new GuardedClient(lookup, factory)) {
            String url = "https://" + host + ":" + port + "/";
            String first = status(client, url, deadline);
            return first.equals("200") ? first + " " + status(client, url, deadline) : first;
        }
    }

    private static String status(GuardedClient client, String url, Duration deadline) {
        try {
            return Integer.toString(
                    client.postJson(url, Map.of(), new byte[0], deadline).status());
        } catch (NoReply e) {
            return e.reason();
        }
    }

    private static RawServer.Talk answering() {
        return line -> {
            while (line.hears()) {
                line.says(OK);
            }
        };
    }

    @Test
    void trustedPeerIsSpokenToOverOneKeptConnection() throws IOException {
        try (RawServer server = secured(answering())) {
            assertThat(result(trusting.getSocketFactory(), "localhost", server.port()))
                    .isEqualTo("200 200");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused() throws IOException {
        try (RawServer server = secured(answering())) {
            SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
            assertThat(result(usual, "localhost", server.port())).isEqualTo("tls_failed");
        }
    }

    @Test
    void certificateOfAnotherNameIsRefused() throws IOException {
        try (RawServer server = secured(answering())) {
            assertThat(result(trusting.getSocketFactory(), "hooks.example", server.port()))
                    .isEqualTo("tls_failed");
            assertThat(result(trusting.getSocketFactory(), "127.0.0.1", server.port()))
                    .isEqualTo("tls_failed");
        }
    }

    @Test
    void peerWithoutTlsIsRefused() {
        try (RawServer server = new RawServer(line -> line.says(OK))) {
            assertThat(result(trusting.getSocketFactory(), "localhost", server.port()))
                    .isEqualTo("tls_failed");
        }
    }

    @Test
    void handshakeThatDoesNotEndIsATimeout() {
        try (RawServer server = new RawServer(line -> line.pauses(60_000))) {
            assertThat(result(trusting.getSocketFactory(), "localhost", server.port(), Duration.ofMillis(500)))
                    .isEqualTo("timeout");
        }
    }
}
