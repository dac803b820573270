package io.careloom.geography;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares names as people type them: case, accents and surrounding space do not count. */
final class Spelling {
    private Spelling() {}

    static String plain(String name) {
        String trimmed = name.trim();
        boolean ascii = trimmed.chars().allMatch(c -> c < 0x80);
        String letters = ascii
                ? trimmed
                : Normalizer.normalize(trimmed, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return letters.toLowerCase(Locale.ROOT);
    }

    /** True when the name contains what is searched for, or nothing is. */
    static boolean matches(String name, @Nullable String search) {
        return search == null || plain(name).contains(plain(search));
    }
}
