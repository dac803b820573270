package io.careloom.prescribing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pharmacy as the network tells of it. Its number is one of the environment's network: the same shop has another number
 * in the sandbox.
 *
 * @param specialties null when the network does not say
 * @param serviceLevel which kinds of message it takes, in the network's numbers; null when unknown
 */
public record Pharmacy(
        int id,
        String name,
        @Nullable String ncpdpId,
        Place place,
        Lines lines,
        @Nullable List<String> specialties,
        @Nullable Integer serviceLevel) {
    public Pharmacy {
        specialties = specialties == null ? null : List.copyOf(specialties);
    }

    /**
     * Where it stands.
     *
     * @param address2 empty when there is none
     * @param state two letters
     * @param zipCode five digits, or nine
     */
    public record Place(
            String address1,
            String address2,
            String city,
            String state,
            String zipCode,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /**
     * How it is called.
     *
     * @param phone digits
     * @param fax digits; null when there is none
     * @param more further numbers, at most three
     */
    public record Lines(String phone, @Nullable String fax, List<String> more) {
        public Lines {
            more = List.copyOf(more);
        }
    }
}
