package io.careloom.orders.boothwyn;

import java.time.Duration;

/**
 * How Boothwyn lets us in.
 *
 * @param baseUrl without a slash at its end
 * @param deadline until a request counts as unanswered
 */
public record BoothwynAccount(String baseUrl, String key, Duration deadline) {
    @Override
    public String toString() {
        // the canonical form would print the key
        return "BoothwynAccount[" + baseUrl + "]";
    }
}
