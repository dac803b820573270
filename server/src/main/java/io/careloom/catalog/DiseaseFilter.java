package io.careloom.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which diseases are wanted.
 *
 * @param description text that the description contains in any case, or null for any
 * @param icd text that the code contains, with or without a dot and in any case, or null for any
 */
public record DiseaseFilter(
        @Nullable String description, @Nullable String icd) {
    /** Codes are kept without the dot and in upper case. */
    public DiseaseFilter {
        icd = icd == null ? null : icd.replace(".", "").toUpperCase(Locale.ROOT);
    }
}
