package io.careloom.catalog.offerings;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kind of thing an offering is about: decides which of the product's terms matter, and who dispenses it. */
public enum ProductType {
    DOSESPOT_MEDICATION("App\\Models\\DosespotMedication", "medications"),
    DOSESPOT_COMPOUND("App\\Models\\DosespotCompound", "compounds"),
    DOSESPOT_SUPPLY("App\\Models\\DosespotSupply", "supplies"),
    SERVICE("App\\Models\\Service", "services"),
    BOOTHWYN_PRODUCT("App\\Models\\BoothwynProduct", null),
    PHARMACY_API_PRODUCT("App\\Models\\PharmacyApiProduct", null);

    private final String wire;
    private final @Nullable String path;

    ProductType(String wire, @Nullable String path) {
        this.wire = wire;
        this.path = path;
    }

    /** The word that the API and the database use. */
    public String wire() {
        return wire;
    }

    /** The segment of a path that lists only this kind; null for kinds without one. */
    public @Nullable String path() {
        return path;
    }

    /** What people call one of them. */
    public String thing() {
        return switch (this) {
            case DOSESPOT_MEDICATION -> "medication";
            case DOSESPOT_COMPOUND -> "compound";
            case DOSESPOT_SUPPLY -> "supply";
            case SERVICE -> "service";
            case BOOTHWYN_PRODUCT, PHARMACY_API_PRODUCT -> "product";
        };
    }

    /** True for what a prescriber signs and a pharmacy dispenses; false for a service. */
    public boolean isPrescribed() {
        return this != SERVICE;
    }

    /** The kind that the API calls so; empty for an unknown word. */
    public static Optional<ProductType> of(@Nullable String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }
}
