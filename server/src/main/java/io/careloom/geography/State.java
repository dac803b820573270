package io.careloom.geography;

import java.util.UUID;

/**
 * A state, territory or province, as the wire shows it (P-03).
 *
 * @param abbreviation the postal one; unique within its country
 * @param isSync care there needs a live visit
 * @param isAvFlow care there needs an audio or video step
 */
public record State(
        UUID stateId, String name, String abbreviation, boolean isSync, boolean isAvFlow, Country country) {}
