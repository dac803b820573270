package io.careloom.platform.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;

/** Turns what a request shows into a caller; {@code access} knows the callers, {@code app} wires them. */
@FunctionalInterface
public interface Authenticator {
    /** The caller of a valid token; throws a problem of kind UNAUTHENTICATED for any other. Never hashes a password. */
    Caller authenticate(String token);

    /**
     * Who signed a body, with this right and no other; throws a problem of kind UNAUTHENTICATED when nobody did. Without
     * signers nobody is believed.
     */
    default Caller signer(byte[] body, String signature, Permission right) {
        throw Problem.of(Problem.Kind.UNAUTHENTICATED, "invalid_signature", "The signature is not valid.");
    }
}
