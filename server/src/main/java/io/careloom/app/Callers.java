package io.careloom.app;

import io.careloom.access.Access;
import io.careloom.access.integration.ServiceAccount;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.platform.http.Authenticator;

/** Who calls: by a token anybody, by a signature the service account. */
record Callers(Access access, ServiceAccount programs) implements Authenticator {
    @Override
    public Caller authenticate(String token) {
        return access.authenticate(token);
    }

    @Override
    public Caller signer(byte[] body, String signature, Permission right) {
        return programs.signer(body, signature, right);
    }
}
