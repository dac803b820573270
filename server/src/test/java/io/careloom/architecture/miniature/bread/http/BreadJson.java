package io.careloom.architecture.miniature.bread.http;

/** A wire shape. */
public record BreadJson(String name) {}
