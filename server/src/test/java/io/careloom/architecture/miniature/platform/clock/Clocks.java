package io.careloom.architecture.miniature.platform.clock;

/** Clocks. */
public interface Clocks {}
