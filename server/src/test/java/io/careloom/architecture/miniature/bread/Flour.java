package io.careloom.architecture.miniature.bread;

/** A port. */
public interface Flour {}
