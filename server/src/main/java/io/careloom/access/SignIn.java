package io.careloom.access;

/** What a person enters to sign in: e-mail, password, and the code that was mailed. */
public record SignIn(String email, String password, String code) {
    @Override
    public String toString() {
        return "SignIn";
    }
}
