package io.careloom.access;

/**
 * What a partner's program gets for its secret, shaped like the wire.
 *
 * @param expiresIn seconds
 */
public record AccessToken(String tokenType, long expiresIn, String accessToken) {
    static AccessToken bearer(String token) {
        return new AccessToken("Bearer", SignInPolicy.ACCESS_LIFETIME.toSeconds(), token);
    }

    @Override
    public String toString() {
        return "AccessToken";
    }
}
