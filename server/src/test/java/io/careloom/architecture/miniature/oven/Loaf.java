package io.careloom.architecture.miniature.oven;

/** A thing, and pure. */
public record Loaf(int grams) {}
