package io.careloom.platform.database;

import java.util.Locale;

/** Patterns for {@code like}. */
public final class Patterns {
    private Patterns() {}

    /** What begins with the text, in lower case; its own signs stand for nothing but themselves. */
    public static String beginning(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
