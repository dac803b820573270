package io.careloom.architecture.miniature.oven;

import io.careloom.architecture.miniature.bread.Breads;

/** Planted: an upward constant that the compiler inlines, so that only the import shows it. */
final class Heat {
    static int degrees() {
        return Breads.DEGREES;
    }

    private Heat() {}
}
