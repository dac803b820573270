package io.careloom.architecture.miniature.shop.http;

import io.careloom.architecture.miniature.bread.Breads;
import io.careloom.architecture.miniature.oven.Loaf;
import io.careloom.architecture.miniature.platform.clock.Clocks;
import io.careloom.architecture.miniature.platform.http.Row;

/** Planted: a handler that calls the door of another room, and reaches past the web. */
final class ShopRoutes implements Row {
    String show(Breads breads, Loaf loaf, Clocks clocks) {
        return breads.name() + loaf + clocks;
    }
}
