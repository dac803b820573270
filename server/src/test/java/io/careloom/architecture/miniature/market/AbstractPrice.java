package io.careloom.architecture.miniature.market;

/** Planted: a refused first word. */
abstract class AbstractPrice {}
