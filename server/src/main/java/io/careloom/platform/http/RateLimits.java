package io.careloom.platform.http;

import io.careloom.kernel.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Counts calls of sign-in routes by minutes, on this node. */
public final class RateLimits {
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int MOST_KEYS = 100_000;

    private final Limits limits;
    private final Counts tokens;
    private final Counts logins;

    /** Calls allowed a minute. */
    public record Limits(int loginPerEmail, int loginPerAddress, int tokenPerClient) {}

    RateLimits(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.tokens = new Counts(nanoTime);
        this.logins = new Counts(nanoTime);
    }

    /** Refuses the call when its class's limit for this address or one of the accounts is reached. */
    void check(RateClass rate, String address, List<String> accounts) {
        switch (rate) {
            case UNLIMITED -> {}
            case TOKEN -> accounts.forEach(account -> tokens.hit(account, limits.tokenPerClient()));
            case LOGIN -> {
                logins.hit("address " + address, limits.loginPerAddress());
                accounts.forEach(account -> logins.hit("account " + account, limits.loginPerEmail()));
            }
        }
    }

    /** One minute's counts; they start anew with the next minute, and when a flood of keys would fill the memory. */
    private static final class Counts {
        private final LongSupplier nanoTime;
        private volatile Window window;

        private record Window(long startedAt, Map<String, AtomicInteger> hits) {}

        Counts(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.window = new Window(nanoTime.getAsLong(), new ConcurrentHashMap<>());
        }

        void hit(String key, int most) {
            long now = nanoTime.getAsLong();
            Window current = current(now);
            if (current.hits().computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet() > most) {
                long left = current.startedAt() + WINDOW_NANOS - now;
                throw Problem.of(Problem.Kind.TOO_MANY, "too_many_requests", "Too many attempts, please wait a minute.")
                        .retryAfter((int) Math.clamp(left / 1_000_000_000 + 1, 1, 60));
            }
        }

        private Window current(long now) {
            Window current = window;
            if (now - current.startedAt() < WINDOW_NANOS && current.hits().size() < MOST_KEYS) {
                return current;
            }
            synchronized (this) {
                if (window == current) {
                    window = new Window(now, new ConcurrentHashMap<>());
                }
                return window;
            }
        }
    }
}
