package io.careloom.platform.http;

import io.careloom.kernel.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts calls of sign-in routes in a window of one minute, on this node. */
public final class RateLimits {
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int MOST_KEYS = 100_000;

    private final Limits limits;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** Calls allowed a minute. */
    public record Limits(int loginPerEmail, int loginPerAddress, int tokenPerClient) {}

    private static final class Window {
        private long startedAt = System.nanoTime();
        private int count;

        synchronized int hit() {
            long now = System.nanoTime();
            if (now - startedAt > WINDOW_NANOS) {
                startedAt = now;
                count = 0;
            }
            return ++count;
        }

        synchronized boolean over() {
            return System.nanoTime() - startedAt > WINDOW_NANOS;
        }
    }

    RateLimits(Limits limits) {
        this.limits = limits;
    }

    /** Refuses the call when its class's limit for this address or account is reached. */
    void check(RateClass rate, String address, @Nullable String account) {
        switch (rate) {
            case UNLIMITED -> {}
            case TOKEN -> {
                if (account != null) {
                    hit("token " + account, limits.tokenPerClient());
                }
            }
            case LOGIN -> {
                hit("address " + address, limits.loginPerAddress());
                if (account != null) {
                    hit("email " + account, limits.loginPerEmail());
                }
            }
        }
    }

    private void hit(String key, int most) {
        if (windows.size() > MOST_KEYS) {
            windows.values().removeIf(Window::over);
        }
        if (windows.computeIfAbsent(key, _ -> new Window()).hit() > most) {
            throw Problem.of(Problem.Kind.TOO_MANY, "too_many_requests", "Too many attempts, please wait a minute.")
                    .retryAfter(60);
        }
    }
}
