package io.careloom.partners;

import org.jspecify.annotations.Nullable;

/**
 * Which tags of a list are wanted.
 *
 * @param type {@code global}, {@code partner} or {@code clinician}; another word finds nothing, null does not narrow
 * @param key exactly this key; null for any
 */
public record TagFilter(@Nullable String type, @Nullable String key) {}
