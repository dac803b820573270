package io.careloom.access;

import org.jspecify.annotations.Nullable;

/** A program's request for a token; clients leave out what they think goes without saying (partner-contract.md 2). */
public record TokenRequest(
        @Nullable String grantType,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String scope) {
    @Override
    public String toString() {
        return "TokenRequest";
    }
}
