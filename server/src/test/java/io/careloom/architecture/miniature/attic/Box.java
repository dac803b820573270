package io.careloom.architecture.miniature.attic;

/** Planted: a room without a card. */
final class Box {}
