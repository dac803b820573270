package io.careloom.platform.http;

import io.careloom.kernel.Caller;

/** Turns a bearer token into a caller; {@code access} implements it, {@code app} wires it. */
@FunctionalInterface
public interface Authenticator {
    /** The caller of a valid token; throws a problem of kind UNAUTHENTICATED for any other. Never hashes a password. */
    Caller authenticate(String token);
}
