package io.careloom.architecture.miniature.app;

import io.careloom.architecture.miniature.bread.http.BreadJson;
import io.careloom.architecture.miniature.shop.Shops;

/** Wires, and so may look into every room. */
final class Main {
    String wire(Shops shops, BreadJson json) {
        return shops.sell(json);
    }
}
