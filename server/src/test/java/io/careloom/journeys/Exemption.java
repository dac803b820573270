package io.careloom.journeys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deviation that is meant, from {@code spec/operations/exemptions/}.
 *
 * @param key the end of its pointers
 * @param found what is there instead; {@code optional} for a needed field of a request that we do not insist on
 * @param in the one operation it is about, or null for all
 */
record Exemption(String key, String found, @Nullable String in, String because) {
    private static final String OPTIONAL = "optional";

    static List<Exemption> all() {
        return Operation.facts(Operation.FACTS.resolve("exemptions"), Exemption[].class);
    }

    /** Whether it is about a field of the request, which is marked as needed and may be left out. */
    boolean isAboutRequests() {
        return found.equals(OPTIONAL);
    }

    boolean frees(Operation operation, String field) {
        return isAboutRequests() && key.equals(field) && operation.row().equals(in);
    }

    boolean covers(Operation operation, Shape.Deviation deviation) {
        return deviation.pointer().endsWith(key)
                && deviation.found().equals(found)
                && (in == null || in.equals(operation.row()));
    }
}
