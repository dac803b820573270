package io.careloom.access;

/** A new password, with the token of the mailed link as the right to set it. */
public record ResetPassword(String email, String token, String password, String confirmation) {
    @Override
    public String toString() {
        return "ResetPassword";
    }
}
