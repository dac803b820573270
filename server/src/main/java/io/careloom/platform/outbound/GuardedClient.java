package io.careloom.platform.outbound;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks servers outside, also at addresses that strangers registered: each address is checked when it is connected to (not before, so that a
 * name cannot change its mind), one wall-clock deadline covers everything from the name's lookup to the end of the answer,
 * redirects are not followed, and of an answer a bounded part is kept.
 */
public final class GuardedClient implements AutoCloseable {
    /** Bytes of an answer that are kept where nobody says more. */
    public static final int MOST_BYTES = 16 * 1024;

    private static final int WATCH_MILLIS = 50;
    private static final int MOST_ADDRESSES = 4;

    private final Lookup lookup;
    private final SSLSocketFactory tls;
    private final IdleConnections idle = new IdleConnections();
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

    /**
     * A request.
     *
     * @param url an absolute http or https address without user name
     * @param headers their values are printable ASCII
     * @param body empty for none
     * @param repeatable true when it does no harm to arrive twice; else it never goes over a connection that may be stale,
     *     where it would have to be sent again without knowing what became of it
     * @param mostAnswer bytes of the answer that are kept
     */
    public record Request(
            String method,
            String url,
            Map<String, String> headers,
            String contentType,
            byte[] body,
            boolean repeatable,
            int mostAnswer) {
        @Override
        public String toString() {
            return "Request[" + method + "]";
        }
    }

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
        this(new Lookup(guard, InetAddress::getAllByName), (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    GuardedClient(Lookup lookup, SSLSocketFactory tls) {
        this.lookup = lookup;
        this.tls = tls;
        var _ = watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        running.forEach(exchange -> exchange.expireAfter(now));
        idle.sweep(now);
    }

    /**
     * Posts JSON bytes and returns what came back within the deadline.
     *
     * @param url an absolute http or https address without user name
     * @param headers their values are printable ASCII
     * @throws NoReply when nothing usable came
     */
    public Reply postJson(String url, Map<String, String> headers, byte[] body, Duration deadline) throws NoReply {
        return send(new Request("POST", url, headers, "application/json", body, true, MOST_BYTES), deadline);
    }

    /**
     * Sends a request and returns what came back within the deadline.
     *
     * @throws NoReply when nothing usable came
     */
    public Reply send(Request asked, Duration deadline) throws NoReply {
        Target target = Target.of(asked.url());
        Sent request = new Sent(bytes(target, asked), asked.repeatable(), asked.mostAnswer());
        Exchange exchange = new Exchange(System.nanoTime() + deadline.toNanos());
        running.add(exchange);
        try {
            AnswerReader.Received received = ask(target.peer(), request, exchange);
            return new Reply(received.status(), received.body());
        } catch (IOException e) {
            throw new NoReply(exchange.expired() ? "timeout" : reason(e));
        } finally {
            running.remove(exchange);
        }
    }

    private record Sent(byte[] bytes, boolean repeatable, int mostAnswer) {}

    private static byte[] bytes(Target target, Request asked) throws NoReply {
        byte[] body = asked.body();
        StringBuilder head = new StringBuilder(512);
        head.append(asked.method()).append(' ').append(target.path()).append(" HTTP/1.1\r\nHost: ");
        head.append(target.peer().header()).append("\r\nUser-Agent: Careloom/1\r\nAccept: application/json\r\n");
        head.append("Content-Type: ").append(asked.contentType());
        head.append("\r\nContent-Length: ").append(body.length);
        for (Map.Entry<String, String> header : asked.headers().entrySet()) {
            if (header.getValue().chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
                throw new NoReply("unusable_header");
            }
            head.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
        }
        byte[] first = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, request, first.length, body.length);
        return request;
    }

    private AnswerReader.Received ask(Target.Peer peer, Sent request, Exchange exchange) throws IOException {
        Connection kept = request.repeatable() ? idle.take(peer) : null;
        if (kept != null) {
            try {
                return ask(kept, request, exchange);
            } catch (IOException e) {
                if (exchange.expired() || kept.wasAnswering()) {
                    throw e;
                }
                // the peer had closed it meanwhile and answered nothing, so ask once more
            }
        }
        return ask(open(peer, exchange), request, exchange);
    }

    private AnswerReader.Received ask(Connection connection, Sent request, Exchange exchange) throws IOException {
        boolean keep = false;
        try {
            AnswerReader.Received received = connection.ask(request.bytes(), request.mostAnswer(), exchange);
            keep = !received.last();
            return received;
        } finally {
            if (exchange.done() && keep) {
                idle.keep(connection);
            } else {
                connection.close();
            }
        }
    }

    private Connection open(Target.Peer peer, Exchange exchange) throws IOException {
        IOException failure = new ConnectException();
        for (InetAddress address : lookup.allowed(peer.name(), exchange, MOST_ADDRESSES)) {
            try {
                return Connection.open(peer, address, tls, exchange);
            } catch (SSLException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case Lookup.RefusedAddress _ -> "address_refused";
            case UnknownHostException _ -> "name_not_found";
            case SocketTimeoutException _ -> "timeout";
            case SSLException _ -> "tls_failed";
            case ConnectException _ -> "connect_failed";
            case NoRouteToHostException _ -> "connect_failed";
            case ProtocolException _ -> "unreadable_answer";
            case EOFException _ -> "no_answer";
            case SocketException _ -> "connection_lost";
            default -> "connection_lost";
        };
    }

    @Override
    public void close() {
        watch.shutdownNow();
        idle.close();
    }
}
