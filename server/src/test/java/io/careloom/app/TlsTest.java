package io.careloom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.platform.http.edge.Certificate;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.TestFolders;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TLS without a proxy, with a key store as keytool makes it. */
class TlsTest {
    private static final String PASSWORD = "quiet-harbour";

    private static Path folder;
    private static Path store;

    @BeforeAll
    static void makeKeyStore() throws Exception {
        folder = TestFolders.create();
        store = folder.resolve("server.p12");
        keytool("-genkeypair -alias server -keyalg EC -dname CN=careloom -ext san=ip:127.0.0.1 -validity 2"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store);
    }

    private static void keytool(String arguments) throws Exception {
        ProcessBuilder keytool = new ProcessBuilder();
        keytool.command()
                .add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(List.of(arguments.split(" ")));
        int code = keytool.redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @AfterAll
    static void deleteKeyStore() {
        TestFolders.delete(folder);
    }

    private static HttpClient trusting() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void apiSpeaksTlsAndItsLinksSaySo() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        try (TestServer server =
                        TestServer.with(Map.of("http.tls.key_store", store, "http.tls.password_file", password));
                HttpClient client = trusting()) {
            HttpResponse<String> status = get(client, server.url() + "/v1/status/api");
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            assertThat(status.statusCode()).isEqualTo(200);
            assertThat(status.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(get(client, server.url() + "/v1/partner/metadata/diseases", token(client, server))
                            .body())
                    .contains("\"first\":\"" + server.url() + "/v1/partner/metadata/diseases?page=1\"");
            assertThat(get(client, server.opsUrl() + "/health/ready").statusCode())
                    .isEqualTo(200);
            try (HttpClient stranger = HttpClient.newHttpClient()) {
                assertThatThrownBy(() -> get(stranger, server.url() + "/v1/status/api"))
                        .isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    private static String token(HttpClient client, TestServer server) throws Exception {
        DemoFile.DemoEnvironment keys =
                server.world().partners().getFirst().environments().sandbox();
        String body =
                "{\"client_id\": \"" + keys.clientId() + "\", \"client_secret\": \"" + keys.clientSecret() + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/v1/partner/auth/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .replaceFirst("(?s).*\"access_token\":\"([^\"]*)\".*", "$1");
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return get(client, url, "none");
    }

    private static HttpResponse<String> get(HttpClient client, String url, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatCannotBeUsedIsRefusedByName() throws Exception {
        refuses(folder.resolve("nowhere.p12"), PASSWORD, "the key store .* cannot be read");
        refuses(store, "wrong", "the password does not open the key store .*");
        refuses(Files.writeString(folder.resolve("text.p12"), "no store"), PASSWORD, ".* is no PKCS12 key store");
        Path certificates = folder.resolve("certificates.p12");
        keytool("-exportcert -alias server -storepass " + PASSWORD + " -keystore " + store + " -file "
                + folder.resolve("server.crt"));
        keytool("-importcert -noprompt -alias server -file " + folder.resolve("server.crt")
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + certificates);
        refuses(certificates, PASSWORD, "the key store .* holds no private key");
    }

    private static void refuses(Path file, String password, String message) {
        assertThatThrownBy(() -> Certificate.of(file, password))
                .isInstanceOf(Certificate.Refused.class)
                .hasMessageMatching(Pattern.compile(message + "( \\(.*\\))?", Pattern.DOTALL)
                        .pattern())
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void startRefusesInOneLine() throws Exception {
        Path settings =
                Files.writeString(folder.resolve("careloom.yaml"), "http:\n  tls:\n    key_store: " + store + "\n");

        Path data = folder.resolve("data");
        Installation.Answered answered =
                Installation.plain("start", "--port", "0", "--config", settings.toString(), "--data", data.toString());

        assertThat(answered.code()).isEqualTo(1);
        assertThat(answered.err())
                .isEqualTo("careloom: http.tls.key_store needs its password: set http.tls.password_file or"
                        + " CARELOOM_HTTP_TLS_PASSWORD\n");
        assertThat(data).doesNotExist();
    }
}
