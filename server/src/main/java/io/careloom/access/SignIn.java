package io.careloom.access;

import org.jspecify.annotations.Nullable;

/**
 * What a person enters to sign in: e-mail, password, and the code that was mailed.
 *
 * @param userAgent how the device calls itself, as it says; null when it does not
 * @param address the device's network address; null when it is not known
 */
public record SignIn(
        String email,
        String password,
        String code,
        @Nullable String userAgent,
        @Nullable String address) {
    /** From a device of which nothing is known. */
    public SignIn(String email, String password, String code) {
        this(email, password, code, null, null);
    }

    @Override
    public String toString() {
        return "SignIn";
    }
}
