package io.careloom.architecture.miniature.platform;

import io.careloom.architecture.miniature.oven.Loaf;

/** Planted: the ground knows a word of the business, and looks up. */
public final class PatientIndex {
    /** How many. */
    public int size(Loaf loaf) {
        return loaf.grams();
    }
}
