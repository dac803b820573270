package io.careloom.architecture.miniature.shop.http;

/** Planted: neither rows nor a wire shape. */
final class ShopPolicy {}
