package io.careloom.platform.outbound;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request with its deadline. When that is over, the socket in use is closed under the thread that waits on it: no
 * timeout of single reads could stop a peer that sends a byte now and then.
 */
final class Exchange {
    private final long endNanos;
    private @Nullable Socket socket;
    private boolean expired;

    Exchange(long endNanos) {
        this.endNanos = endNanos;
    }

    /** From now on this socket is in use. */
    synchronized void over(Socket used) throws IOException {
        if (expired) {
            close(used);
            throw new SocketTimeoutException();
        }
        socket = used;
    }

    /** The socket is not in use any more; false when it was closed by the deadline. */
    synchronized boolean done() {
        socket = null;
        return !expired;
    }

    synchronized boolean expired() {
        return expired;
    }

    synchronized void expireAfter(long nowNanos) {
        if (!expired && nowNanos - endNanos >= 0) {
            expired = true;
            if (socket != null) {
                close(socket);
            }
        }
    }

    /** What is left, at least a millisecond. */
    int millisLeft() {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more either way
            return;
        }
    }
}
