package io.careloom.partners;

import org.jspecify.annotations.Nullable;

/**
 * Where and how one tenant receives webhooks.
 *
 * @param secret signs every message; never empty
 * @param authorization value of the {@code Authorization} header, or null for none
 * @param jsonStyle {@code php} or {@code compact}
 * @param retryProfile {@code 4x15m} or {@code 6-in-24h}
 */
public record WebhookSettings(
        String url, String secret, @Nullable String authorization, String jsonStyle, String retryProfile) {
    @Override
    public String toString() {
        return "WebhookSettings[" + jsonStyle + ", " + retryProfile + "]";
    }
}
