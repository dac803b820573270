package io.careloom.catalog.offerings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an offering, in whole or in part, by the names on the wire.
 *
 * @param terms of the offering
 * @param product of its product
 * @param at where the request says it: {@code product.} or nothing, to blame the right field
 */
public record OfferingFields(Map<String, @Nullable Object> terms, Map<String, @Nullable Object> product, String at) {}
