package io.careloom.partners;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partner to be.
 *
 * @param more further fields of {@link PartnerFields} by wire name, in the types of {@link PartnerProfile}
 */
public record CreatePartner(String name, Map<String, @Nullable Object> more) {
    /** A partner of which only the name is known. */
    public static CreatePartner named(String name) {
        return new CreatePartner(name, Map.of());
    }
}
