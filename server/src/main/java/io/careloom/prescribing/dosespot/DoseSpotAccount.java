package io.careloom.prescribing.dosespot;

import java.time.Duration;

/**
 * How DoseSpot lets us in.
 *
 * @param baseUrl with the version, such as {@code https://my.dosespot.com/webapi/v2}
 * @param userId of a user of the clinic; with a clinician named it acts on behalf of that one
 * @param deadline of one request
 */
public record DoseSpotAccount(
        String baseUrl, String subscriptionKey, String clinicId, String clinicKey, String userId, Duration deadline) {
    @Override
    public String toString() {
        // the canonical form would print the keys
        return "DoseSpotAccount[" + baseUrl + "]";
    }
}
