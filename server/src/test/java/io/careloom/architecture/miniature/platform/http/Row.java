package io.careloom.architecture.miniature.platform.http;

/** A row. */
public interface Row {}
