package io.careloom.access;

/**
 * What a person gets for signing in, shaped like the wire.
 *
 * @param expiresIn seconds the access token lives; the refresh token lives 30 days and works once
 */
public record StaffTokens(String tokenType, long expiresIn, String accessToken, String refreshToken) {
    static StaffTokens bearer(String accessToken, String refreshToken) {
        return new StaffTokens("Bearer", SignInPolicy.ACCESS_LIFETIME.toSeconds(), accessToken, refreshToken);
    }

    @Override
    public String toString() {
        return "StaffTokens";
    }
}
