package io.careloom.catalog.http;

import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.catalog.offerings.ProductType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products of the formulary in the shapes of the prescribing network. */
final class FormularyJson {
    private FormularyJson() {}

    /** One of a list; {@code sku} is for what mail-order pharmacies sell, whose offerings need it. */
    record Found(
            @Nullable Integer dispensableDrugId,
            @Nullable Integer routedDoseFormDrugId,
            @Nullable String ndc,
            @Nullable String rxCui,
            String nameWithRouteDoseForm,
            @Nullable String strength,
            boolean isObsolete,
            String name,
            @Nullable String sku) {
        static Found of(FormularyEntry entry) {
            return new Found(
                    entry.type() == ProductType.DOSESPOT_MEDICATION ? entry.number() : null,
                    null,
                    entry.ndc(),
                    text(entry.rxCui()),
                    entry.nameWithForm(),
                    entry.bigStrength(),
                    entry.obsolete(),
                    entry.fullName(),
                    entry.sku());
        }
    }

    /** All of a medication; the keys of a licensed drug database (Lexicomp) are null, as there is none. */
    record Details(
            @Nullable String ndc,
            @Nullable String rxCui,
            String displayName,
            @Nullable String route,
            @Nullable String doseForm,
            @Nullable String strength,
            @Nullable Integer dispenseUnitId,
            boolean brand,
            boolean otc,
            @Nullable String drugClassification,
            String schedule,
            List<String> stateSchedules,
            @Nullable Integer lexiGenProductId,
            @Nullable Integer lexiDrugSynId,
            @Nullable Integer lexiSynonymTypeId,
            @Nullable String lexiGenDrugId,
            String genericProductName,
            @Nullable List<String> compoundIngredients) {
        static Details of(FormularyEntry entry) {
            return new Details(
                    entry.ndc(),
                    text(entry.rxCui()),
                    entry.spokenName(),
                    entry.route(),
                    entry.doseForm(),
                    entry.strength(),
                    entry.dispenseUnitId(),
                    entry.brand(),
                    entry.otc(),
                    entry.drugClass(),
                    entry.schedule(),
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    entry.spokenGenericName(),
                    null);
        }
    }

    /** A supply; its number stands under both of its names. */
    record Supply(
            int dosespotSupplyId,
            int supplyId,
            @Nullable String ndc,
            @Nullable String upc,
            String name,
            boolean otc,
            boolean isObsolete) {
        static Supply of(FormularyEntry entry) {
            return new Supply(
                    entry.number(),
                    entry.number(),
                    entry.ndc(),
                    entry.upc(),
                    entry.nameWithForm(),
                    entry.otc(),
                    entry.obsolete());
        }
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
