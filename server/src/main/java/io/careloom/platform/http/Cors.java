package io.careloom.platform.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets browsers of the configured origins call; nobody by default. */
final class Cors {
    private final List<String> origins;

    Cors(List<String> origins) {
        this.origins = origins;
    }

    boolean allows(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    Map<String, String> headers(@Nullable String origin) {
        if (origin == null || !origins.contains(origin)) {
            return Map.of();
        }
        return Map.of(
                "Access-Control-Allow-Origin", origin,
                "Vary", "Origin",
                "Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE",
                "Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, Version",
                "Access-Control-Expose-Headers", "Request-Id, Retry-After, Idempotent-Replayed",
                "Access-Control-Max-Age", "600");
    }
}
