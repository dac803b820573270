package io.careloom.clinicians;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a clinician may practise in a state.
 *
 * @param licenseNumber the state's, null when it is not known
 * @param expiresAt last valid day, null for none
 */
public record AreaTerms(
        @Nullable String licenseNumber, @Nullable LocalDate expiresAt, boolean isSync) {}
