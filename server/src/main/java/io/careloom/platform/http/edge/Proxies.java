package io.careloom.platform.http.edge;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the client's address: the peer's, or what the last trusted proxy says of its own peer. */
public final class Proxies {
    private final Set<String> trusted;

    /** Proxies by address; anything that is no address is believed from nobody. */
    public Proxies(List<String> trusted) {
        this.trusted = trusted.stream()
                .map(Proxies::spelled)
                .filter(address -> !address.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The client's address, given the peer's and the {@code X-Forwarded-For} that it sent, maybe empty. */
    public String client(String peer, String forwarded) {
        if (forwarded.isBlank() || !trusted.contains(peer)) {
            return peer;
        }
        String[] chain = forwarded.split(",", -1);
        for (int i = chain.length - 1; i >= 0; i--) {
            String hop = spelled(chain[i].strip());
            if (!trusted.contains(hop)) {
                return hop.isEmpty() ? peer : hop;
            }
        }
        return peer;
    }

    /** The one spelling of an address; empty for what is none, such as a name. */
    private static String spelled(String address) {
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
