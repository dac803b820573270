package io.careloom.platform;

import org.jspecify.annotations.Nullable;

/** Addresses of this server's pages, for letters: they are written where no request says how the server was reached. */
public final class Links {
    private final boolean configured;
    private volatile String base;

    /** With the configured public address; without one, links lead to this machine. */
    public Links(@Nullable String publicUrl) {
        configured = publicUrl != null;
        base = publicUrl == null ? "http://localhost" : publicUrl.replaceAll("/+$", "");
    }

    /** Tells the port, once the server has one. */
    public void listening(int port) {
        if (!configured) {
            base = "http://127.0.0.1:" + port;
        }
    }

    /** The address of a path, which begins with a slash. */
    public String to(String path) {
        return base + path;
    }
}
