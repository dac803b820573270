package io.careloom.platform.outbound;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of a name that may be connected to. The operating system's lookup cannot be interrupted and may take
 * longer than any deadline, so it is left behind when the time is over.
 */
final class Lookup {
    /** A lookup occupies a thread of the operating system, of which virtual threads borrow at most 256. */
    private static final int MOST_AT_ONCE = 128;

    private final AddressGuard guard;
    private final Names names;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** The system's lookup; tests put their own here. */
    @FunctionalInterface
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** The name leads only to addresses that the guard refuses. */
    static final class RefusedAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }

    Lookup(AddressGuard guard, Names names) {
        this.guard = guard;
        this.names = names;
    }

    /** The first few allowed addresses, at least one. */
    List<InetAddress> allowed(String host, Exchange exchange, int most) throws IOException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> find(host));
        Thread.ofVirtual().name("outbound-lookup").start(lookup);
        try {
            List<InetAddress> allowed = Arrays.stream(lookup.get(exchange.millisLeft(), TimeUnit.MILLISECONDS))
                    .filter(guard::allows)
                    .limit(most)
                    .toList();
            if (allowed.isEmpty()) {
                throw new RefusedAddress();
            }
            return allowed;
        } catch (TimeoutException e) {
            throw new SocketTimeoutException();
        } catch (ExecutionException e) {
            throw new UnknownHostException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private InetAddress[] find(String host) throws UnknownHostException, InterruptedException {
        places.acquire();
        try {
            return names.find(host);
        } finally {
            places.release();
        }
    }
}
