package io.careloom.architecture.miniature.shop.http;

/** Planted: rules in the web. */
final class ShopWebRoutes {
    String allows(ShopPolicy policy) {
        return policy.toString();
    }
}
