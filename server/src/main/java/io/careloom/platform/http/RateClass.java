package io.careloom.platform.http;

/** How often one client may call; limits in answers.md C6, settable in {@code careloom.yaml}. */
public enum RateClass {
    UNLIMITED,
    /** 60 a minute per client id. */
    TOKEN,
    /** 10 a minute per e-mail and 60 a minute per address. */
    LOGIN
}
