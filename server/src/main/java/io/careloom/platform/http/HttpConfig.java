package io.careloom.platform.http;

import io.careloom.platform.http.edge.Certificate;
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
 * @param certificate to speak TLS with; null for plain HTTP, behind a TLS proxy or on a loopback address
 * @param demo true to show developer detail to everybody
 */
public record HttpConfig(
        String host,
        int port,
        int opsPort,
        @Nullable String publicUrl,
        List<String> trustedProxies,
        List<String> corsOrigins,
        @Nullable Certificate certificate,
        boolean demo,
        RateLimits.Limits limits) {
    /** {@code https} with a certificate, else {@code http}. */
    String scheme() {
        return certificate == null ? "http" : "https";
    }
}
