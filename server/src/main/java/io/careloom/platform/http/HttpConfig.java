package io.careloom.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens and whom it believes.
 *
 * @param port 0 takes a free one
 * @param opsPort loopback port of health and metrics; 0 takes a free one
 * @param publicUrl address for links in answers, or null for each request's {@code Host}
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 * @param corsOrigins origins that browsers may call from
 * @param demo true to show developer detail to everybody
 */
public record HttpConfig(
        String host,
        int port,
        int opsPort,
        @Nullable String publicUrl,
        List<String> trustedProxies,
        List<String> corsOrigins,
        boolean demo,
        RateLimits.Limits limits) {}
