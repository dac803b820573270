package io.careloom.architecture.miniature.market;

import java.util.*;

/** Planted: a refused name, a wildcard, an undone thing, a broad catch, six parameters. */
final class PriceManager {
    // TODO later
    static int sum(int a, int b, int c, int d, int e, int f) {
        try {
            return List.of(a, b, c, d, e).size() + f;
        } catch (RuntimeException everything) {
            return 0;
        }
    }

    private PriceManager() {}
}
