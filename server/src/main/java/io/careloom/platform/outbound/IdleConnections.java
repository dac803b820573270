package io.careloom.platform.outbound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections between two requests, kept for a few seconds: shorter than most servers keep them. */
final class IdleConnections {
    private static final long KEPT_NANOS = Duration.ofSeconds(4).toNanos();
    private static final int MOST_A_PEER = 64;

    private final Map<Target.Peer, Deque<Connection>> byPeer = new HashMap<>();

    /** The one used last, so that the others may grow old. */
    synchronized @Nullable Connection take(Target.Peer peer) {
        Deque<Connection> idle = byPeer.get(peer);
        Connection taken = idle == null ? null : idle.pollLast();
        if (taken != null && isOld(taken, System.nanoTime())) {
            taken.close();
            return null;
        }
        return taken;
    }

    synchronized void keep(Connection connection) {
        Deque<Connection> idle = byPeer.computeIfAbsent(connection.peer(), _ -> new ArrayDeque<>());
        if (idle.size() >= MOST_A_PEER) {
            connection.close();
        } else {
            connection.idleSince(System.nanoTime());
            idle.addLast(connection);
        }
    }

    /** Closes those that are too old. */
    synchronized void sweep(long nowNanos) {
        Iterator<Deque<Connection>> peers = byPeer.values().iterator();
        while (peers.hasNext()) {
            Deque<Connection> idle = peers.next();
            while (!idle.isEmpty() && isOld(idle.getFirst(), nowNanos)) {
                idle.removeFirst().close();
            }
            if (idle.isEmpty()) {
                peers.remove();
            }
        }
    }

    private static boolean isOld(Connection connection, long nowNanos) {
        return nowNanos - connection.idleSince() > KEPT_NANOS;
    }

    synchronized void close() {
        byPeer.values().forEach(idle -> idle.forEach(Connection::close));
        byPeer.clear();
    }
}
