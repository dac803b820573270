package io.careloom.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to addresses that strangers registered: each address is checked when it is connected to (not before, so that a
 * name cannot change its mind), one wall-clock deadline covers everything, redirects are not followed, and at most
 * {@value #MOST_BYTES} bytes of an answer are kept.
 */
public final class GuardedClient implements AutoCloseable {
    /** Bytes of an answer that are kept. */
    public static final int MOST_BYTES = 16 * 1024;

    private final CloseableHttpClient http;
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-deadline").factory());

    /** An answer, whatever its status. */
    public record Reply(int status, byte[] body) {}

    /** No answer; {@code reason} is one of a closed list of words and names no address. */
    public static final class NoReply extends Exception {
        private static final long serialVersionUID = 1L;

        NoReply(String reason) {
            super(reason, null, false, false);
        }

        /** Why, as a stable word such as {@code timeout} or {@code address_refused}. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** A client whose connections the guard checks. */
    public GuardedClient(AddressGuard guard) {
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(guarded(guard))
                        .setMaxConnPerRoute(128)
                        .setMaxConnTotal(1024)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(10))
                                .setSocketTimeout(Timeout.ofSeconds(15))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .setTimeToLive(TimeValue.ofMinutes(2))
                                .build())
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .setUserAgent("Careloom-Webhooks/1")
                .build();
    }

    private static DnsResolver guarded(AddressGuard guard) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] allowed = Arrays.stream(SystemDefaultDnsResolver.INSTANCE.resolve(host))
                        .filter(guard::allows)
                        .toArray(InetAddress[]::new);
                if (allowed.length == 0) {
                    throw new RefusedAddress();
                }
                return allowed;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private static final class RefusedAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Posts JSON bytes and returns what came back within the deadline.
     *
     * @throws NoReply when nothing usable came
     */
    public Reply postJson(URI target, Map<String, String> headers, byte[] body, Duration deadline) throws NoReply {
        HttpPost request = new HttpPost(target);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> bell = alarm.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return send(request);
        } catch (IOException e) {
            throw new NoReply(request.isCancelled() ? "timeout" : reason(e));
        } finally {
            bell.cancel(false);
        }
    }

    private Reply send(HttpPost request) throws IOException {
        try {
            return http.execute(request, GuardedClient::read);
        } catch (NoHttpResponseException e) {
            // a kept connection that the peer had closed meanwhile: nothing was answered, so ask once more
            return http.execute(request, GuardedClient::read);
        }
    }

    private static Reply read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return new Reply(response.getCode(), new byte[0]);
        }
        byte[] body;
        try (InputStream content = response.getEntity().getContent()) {
            body = content.readNBytes(MOST_BYTES);
            if (content.read() >= 0) {
                // closing would drain an answer without end; the connection is given up instead
                response.close();
            }
        }
        return new Reply(response.getCode(), body);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case RefusedAddress _ -> "address_refused";
            case UnknownHostException _ -> "name_not_found";
            case SocketTimeoutException _ -> "timeout";
            case InterruptedIOException _ -> "timeout";
            case SSLException _ -> "tls_failed";
            case java.net.ConnectException _ -> "connect_failed";
            case NoHttpResponseException _ -> "no_answer";
            case java.net.SocketException _ -> "connection_lost";
            default -> "unreadable_answer";
        };
    }

    @Override
    public void close() {
        alarm.shutdownNow();
        try {
            http.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
