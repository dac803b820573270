package io.careloom.architecture.miniature.bread.mill;

import io.careloom.architecture.miniature.bread.Breads;
import io.careloom.architecture.miniature.bread.Flour;

/** Planted: an adapter that calls a door. */
final class MillFlour implements Flour {
    String of(Breads breads) {
        return breads.name();
    }
}
