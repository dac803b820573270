package io.careloom.platform.database;

/**
 * Where a transaction comes from, for audit rows and logs.
 *
 * @param requestId the answer's {@code Request-Id}, or a made-up one for background work
 * @param route the canonical route row ({@code GET /v1/partner/patients/{patient_id}}) or the worker's name
 * @param address the client's address, or {@code -}
 */
public record Origin(String requestId, String route, String address) {
    /** The origin of background work. */
    public static Origin worker(String name) {
        return new Origin("-", name, "-");
    }
}
