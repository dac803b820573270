package io.careloom.access.http;

import io.careloom.access.ResetPassword;
import io.careloom.access.SignIn;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The bodies of sign-in, as both staff surfaces send them. Longer values than these are nobody's. */
interface SignInJson {
    /** E-mail and password. */
    record Passcode(
            @NotBlank @Size(max = 255) String email,
            @NotNull @Size(max = 255) String password) {}

    /** The same under the clinician app's names. */
    record ClinicianLogin(
            @NotBlank @Size(max = 255) String username,
            @NotNull @Size(max = 255) String password) {}

    /** E-mail, password and one-time code. */
    record Login(
            @NotBlank @Size(max = 255) String email,
            @NotNull @Size(max = 255) String password,
            @NotNull @Size(max = 20) String code) {
        SignIn command() {
            return new SignIn(email, password, code);
        }
    }

    /** A refresh token. */
    record Refresh(@NotBlank @Size(max = 255) String refreshToken) {}

    /** Whose password is forgotten. */
    record ResetRequest(@NotBlank @Size(max = 255) String email) {}

    /** A new password; the token stands in the path. */
    record Reset(
            @NotBlank @Size(max = 255) String email,
            @NotNull @Size(max = 255) String password,
            @NotNull @Size(max = 255) String passwordConfirmation) {
        ResetPassword command(String token) {
            return new ResetPassword(email, token, password, passwordConfirmation);
        }
    }

    /** A new password; the token stands in the body. */
    record ClinicianReset(
            @NotBlank @Size(max = 255) String email,
            @NotBlank @Size(max = 255) String token,
            @NotNull @Size(max = 255) String password,
            @NotNull @Size(max = 255) String passwordConfirmation) {
        ResetPassword command() {
            return new ResetPassword(email, token, password, passwordConfirmation);
        }
    }
}
