package io.careloom.prescribing.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.prescribing.Pharmacy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pharmacy as the document shows it. The network's number of a work line is 5, of none 0. */
record PharmacyJson(
        int id,
        String name,
        String storeName,
        String address1,
        String address2,
        String city,
        String state,
        String zipCode,
        String primaryPhone,
        int primaryPhoneType,
        @Nullable String primaryFax,

        @JsonProperty("phone_additional_1") @Nullable String phoneAdditional1,
        @JsonProperty("phone_additional_type_1") int phoneAdditionalType1,
        @JsonProperty("phone_additional_2") @Nullable String phoneAdditional2,
        @JsonProperty("phone_additional_type_2") int phoneAdditionalType2,
        @JsonProperty("phone_additional_3") @Nullable String phoneAdditional3,
        @JsonProperty("phone_additional_type_3") int phoneAdditionalType3,

        @Nullable List<String> pharmacySpecialties,
        @Nullable Integer serviceLevel,
        @Nullable Double latitude,
        @Nullable Double longitude) {
    static final int WORK = 5;

    static PharmacyJson of(Pharmacy pharmacy) {
        Pharmacy.Place place = pharmacy.place();
        Pharmacy.Lines lines = pharmacy.lines();
        return new PharmacyJson(
                pharmacy.id(),
                pharmacy.name(),
                pharmacy.name(),
                place.address1(),
                place.address2(),
                place.city(),
                place.state(),
                place.zipCode(),
                lines.phone(),
                WORK,
                lines.fax(),
                more(lines, 0),
                type(more(lines, 0)),
                more(lines, 1),
                type(more(lines, 1)),
                more(lines, 2),
                type(more(lines, 2)),
                pharmacy.specialties(),
                pharmacy.serviceLevel(),
                place.latitude(),
                place.longitude());
    }

    static @Nullable String more(Pharmacy.Lines lines, int index) {
        return index < lines.more().size() ? lines.more().get(index) : null;
    }

    private static int type(@Nullable String number) {
        return number == null ? 0 : WORK;
    }
}
