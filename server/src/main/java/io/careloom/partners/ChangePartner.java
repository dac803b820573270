package io.careloom.partners;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different in a partner's profile.
 *
 * @param fields new values by wire name ({@link PartnerFields}), in the types of {@link PartnerProfile}; null clears
 */
public record ChangePartner(Map<String, @Nullable Object> fields) {}
