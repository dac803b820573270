package io.careloom.platform.outbound;

import io.careloom.platform.outbound.GuardedClient.NoReply;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes. Taken apart here, since {@code java.net.URI} knows no host name with an underscore and lets user
 * names pass.
 *
 * @param path with the query, never empty
 */
record Target(Peer peer, String path) {
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(https?)://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::([0-9]{1,5}))?([/?][!-~&&[^#]]*)?");

    /** Whom connections are kept for. */
    record Peer(boolean secure, String host, int port) {
        /** The host without the brackets of an IPv6 address. */
        String name() {
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        /** The value of the {@code Host} header. */
        String header() {
            return port == usual(secure) ? host : host + ":" + port;
        }
    }

    static Target of(String url) throws NoReply {
        Matcher parts = ADDRESS.matcher(url);
        if (!parts.matches()) {
            throw new NoReply("unusable_address");
        }
        boolean secure = parts.group(1).equalsIgnoreCase("https");
        int port = parts.group(3) == null ? usual(secure) : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65_535) {
            throw new NoReply("unusable_address");
        }
        String path = parts.group(4) == null ? "/" : parts.group(4);
        return new Target(
                new Peer(secure, parts.group(2).toLowerCase(Locale.ROOT), port),
                path.startsWith("/") ? path : "/" + path);
    }

    private static int usual(boolean secure) {
        return secure ? 443 : 80;
    }
}
