package io.careloom.catalog;

import org.jspecify.annotations.Nullable;

/** Which dispense units are wanted; null means any. The name is text that the unit's name contains in any case. */
public record DispenseUnitFilter(
        @Nullable String name,
        @Nullable Boolean active,
        @Nullable Integer dispenseUnitId) {}
