package io.careloom.catalog;

import io.careloom.kernel.Change;

/** What is to be different in a specialty. */
public record ChangeSpecialty(Change<String> title, Change<Boolean> isPublic) {}
