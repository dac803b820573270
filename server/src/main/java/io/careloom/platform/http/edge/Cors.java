package io.careloom.platform.http.edge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets browsers of the configured origins call; nobody by default. */
public final class Cors {
    private final List<String> origins;

    /** Origins such as {@code https://app.example.org}. */
    public Cors(List<String> origins) {
        this.origins = origins;
    }

    /** True when pages of this origin may call. */
    public boolean allows(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    /** Headers for an answer to this origin; empty when it may not call. */
    public Map<String, String> headers(@Nullable String origin) {
        if (origin == null || !origins.contains(origin)) {
            return Map.of();
        }
        return Map.of(
                "Access-Control-Allow-Origin", origin,
                "Vary", "Origin",
                "Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE",
                "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, X-Idempotency-Key, Version",
                "Access-Control-Expose-Headers", "Request-Id, Retry-After, Idempotent-Replayed",
                "Access-Control-Max-Age", "600");
    }
}
