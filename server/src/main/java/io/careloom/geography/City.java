package io.careloom.geography;

import java.util.UUID;

/** A city; its name is unique within its state. */
public record City(UUID cityId, String name, State state) {}
