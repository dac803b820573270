package io.careloom.orders.pharmacyapi;

import java.time.Duration;

/**
 * How the PharmacyApi knows us.
 *
 * @param baseUrl without a slash at its end
 * @param secret what requests are signed with
 * @param deadline until a request counts as unanswered
 */
public record PharmacyApiAccount(String baseUrl, String secret, Duration deadline) {
    @Override
    public String toString() {
        // the canonical form would print the secret
        return "PharmacyApiAccount[" + baseUrl + "]";
    }
}
