package io.careloom.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.Lookup.Names;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To which addresses a connection is made. */
class GuardedClientAddressTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static GuardedClient client(boolean demo, Names names) {
        return new GuardedClient(
                new Lookup(new AddressGuard(demo), names), (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static String reasonNotToAnswer(GuardedClient client, String url) {
        return reasonNotToAnswer(client, url, Duration.ofMinutes(1));
    }

    private static String reasonNotToAnswer(GuardedClient client, String url, Duration deadline) {
        try {
            return "answered "
                    + client.postJson(url, Map.of(), new byte[0], deadline).status();
        } catch (NoReply e) {
            return e.reason();
        }
    }

    /** Spellings of loopback: plain, other numbers, IPv6, mapped, short, decimal, hexadecimal, octal, by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.200.0.9",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "017700000001",
                "0.0.0.0",
                "0",
                "localhost",
                "LOCALHOST",
                "localhost."
            })
    void loopbackIsRefusedHoweverItIsSpelt(String host) {
        try (RawServer server = RawServer.answering(OK);
                GuardedClient client = new GuardedClient(new AddressGuard(false))) {
            assertThat(reasonNotToAnswer(client, "http://" + host + ":" + server.port() + "/"))
                    .isIn("address_refused", "name_not_found");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void nameThatLeadsToLoopbackIsRefused() {
        try (RawServer server = RawServer.answering(OK);
                GuardedClient client = client(false, host -> new InetAddress[] {InetAddress.getLoopbackAddress()})) {
            assertThat(reasonNotToAnswer(client, "http://hooks.example:" + server.port() + "/"))
                    .isEqualTo("address_refused");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void nameWithOneAllowedAddressLeadsThereOnly() {
        InetAddress metadata = InetAddress.ofLiteral("169.254.169.254");
        try (RawServer server = RawServer.answering(OK);
                GuardedClient client =
                        client(true, host -> new InetAddress[] {metadata, InetAddress.getLoopbackAddress()})) {
            assertThat(reasonNotToAnswer(client, "http://hooks.example:" + server.port() + "/"))
                    .isEqualTo("answered 200");
        }
    }

    @Test
    void nameIsLookedUpOnceForAConnection() {
        AtomicInteger lookups = new AtomicInteger();
        Names changing = host -> new InetAddress[] {
            lookups.incrementAndGet() == 1 ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral("10.0.0.1")
        };
        try (RawServer server = new RawServer(line -> {
                    line.hears();
                    line.says("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                });
                GuardedClient client = client(true, changing)) {
            String url = "http://hooks.example:" + server.port() + "/";
            assertThat(reasonNotToAnswer(client, url)).isEqualTo("answered 200");
            assertThat(lookups).hasValue(1);
            assertThat(reasonNotToAnswer(client, url)).isEqualTo("address_refused");
        }
    }

    @Test
    void nameThatNobodyKnowsIsNotFound() {
        Names nobody = host -> {
            throw new UnknownHostException();
        };
        try (GuardedClient client = client(true, nobody)) {
            assertThat(reasonNotToAnswer(client, "http://nobody.example/")).isEqualTo("name_not_found");
        }
    }

    @Test
    void lookupThatTakesTooLongIsLeftBehind() {
        CountDownLatch over = new CountDownLatch(1);
        Names slow = host -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException();
        };
        try (GuardedClient client = client(true, slow)) {
            assertThat(reasonNotToAnswer(client, "http://slow.example/", Duration.ofMillis(500)))
                    .isEqualTo("timeout");
            over.countDown();
        }
    }

    @Test
    void closedPortIsAFailedConnect() throws Exception {
        // bound and not listening: refused, and nobody else can take the port meanwhile
        try (Socket reserved = new Socket();
                GuardedClient client = new GuardedClient(new AddressGuard(true))) {
            reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(reasonNotToAnswer(client, "http://127.0.0.1:" + reserved.getLocalPort() + "/"))
                    .isEqualTo("connect_failed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/relative",
                "ftp://hooks.example/",
                "http://",
                "http:///path",
                "http://user:password@hooks.example/",
                "http://hooks.example:0/",
                "http://hooks.example:65536/",
                "http://hooks.example:80x/",
                "http://hooks.example/a b",
                "http://hooks.example/a\r\nHost: other",
                "http://h\u00f6oks.example/",
                "http://hooks.example/#part"
            })
    void whatIsNoAddressIsNotTried(String url) {
        assertThatThrownBy(() -> Target.of(url))
                .isInstanceOfSatisfying(
                        NoReply.class, failure -> assertThat(failure.reason()).isEqualTo("unusable_address"));
    }

    @Test
    void addressIsTakenApart() throws NoReply {
        assertThat(Target.of("https://Hooks_1.Example/in?x=[1]"))
                .isEqualTo(new Target(new Target.Peer(true, "hooks_1.example", 443), "/in?x=[1]"));
        assertThat(Target.of("http://hooks.example?x=1").path()).isEqualTo("/?x=1");
        assertThat(Target.of("http://hooks.example").path()).isEqualTo("/");
        assertThat(Target.of("http://[2001:DB8::1]:8080/").peer().name()).isEqualTo("2001:db8::1");
        assertThat(Target.of("http://[2001:DB8::1]:8080/").peer().header()).isEqualTo("[2001:db8::1]:8080");
        assertThat(Target.of("http://hooks.example:80/").peer().header()).isEqualTo("hooks.example");
    }
}
