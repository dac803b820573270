package io.careloom.access;

import io.careloom.platform.outbound.Letter;

/** What is mailed to people who sign in. */
final class Letters {
    private Letters() {}

    static Letter code(User to, String code) {
        return Letter.email(
                to.email(),
                "Your sign-in code",
                "Hello " + to.firstName() + ",\n\nyour sign-in code is " + code
                        + ". It works once, within the next 10 minutes.\n\n"
                        + "If you did not try to sign in, somebody knows your password: please change it.\n",
                code);
    }

    static Letter reset(User to, String token) {
        return Letter.email(
                to.email(),
                "Set a new password",
                "Hello " + to.firstName() + ",\n\nwith this token a new password can be set within the next hour:\n\n"
                        + token + "\n\nIf you did not ask for it, nothing needs to be done.\n",
                token);
    }

    static Letter invitation(User to, String token) {
        return Letter.email(
                to.email(),
                "Welcome: choose your password",
                "Hello " + to.firstName() + ",\n\nan account was made for you. "
                        + "With this token you choose your password within the next 3 days:\n\n" + token + "\n",
                token);
    }
}
