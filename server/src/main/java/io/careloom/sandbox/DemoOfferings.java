package io.careloom.sandbox;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingFields;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.catalog.offerings.Shelf;
import io.careloom.kernel.Caller;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the demo's partners offer: one of each kind, out of the starter formulary, filled by pharmacies of the sandbox. */
public final class DemoOfferings {
    /** Curexa's number in the sandbox. */
    private static final int MAIL_ORDER = 13012;
    /** A pharmacy of the sandbox that takes orders by its own API. */
    private static final int BY_API = 14;

    private static final Map<String, @Nullable Object> DISPENSED = Map.of(
            "refills",
            2,
            "quantity",
            "30",
            "days_supply",
            30,
            "dispense_unit",
            "Tablet",
            "dispense_unit_id",
            26,
            "force_pharmacy",
            true,
            "allow_substitutions",
            true,
            "pharmacy_id",
            MAIL_ORDER,
            "pharmacy_name",
            "Curexa");

    private final Offerings offerings;

    /** Made through the catalog's door. */
    public DemoOfferings(Offerings offerings) {
        this.offerings = offerings;
    }

    private record Made(ProductType type, String title, Map<String, @Nullable Object> product) {}

    List<DemoFile.DemoOffering> seed(Tx tx, Caller caller, UUID partnerId) {
        Shelf shelf = new Shelf(Offering.Owner.partner(partnerId), null);
        return Stream.concat(prescribed().stream(), others().stream())
                .map(made -> {
                    Map<String, @Nullable Object> terms = Map.of("active", true, "title", made.title());
                    OfferingFields said = new OfferingFields(terms, made.product(), "");
                    Offering offering = offerings.create(tx, caller, shelf, made.type(), said);
                    return new DemoFile.DemoOffering(
                            offering.id(), made.title(), made.type().wire());
                })
                .toList();
    }

    private static List<Made> prescribed() {
        return List.of(
                new Made(
                        ProductType.DOSESPOT_MEDICATION,
                        "Finasteride 1 mg",
                        dispensed(Map.of(
                                "name", "Finasteride Oral Tablet",
                                "strength", "1 mg",
                                "ndc", "00001100101",
                                "dosespot_rxcui", 9901001,
                                "directions", "Take one tablet by mouth once a day."))),
                new Made(
                        ProductType.DOSESPOT_COMPOUND,
                        "Minoxidil and finasteride solution",
                        dispensed(Map.of(
                                "name", "Minoxidil-Finasteride 7-0.1% topical solution",
                                "dispense_unit", "Milliliter",
                                "dispense_unit_id", 30,
                                "directions", "Apply 1 mL to the scalp once a day."))));
    }

    private static List<Made> others() {
        return List.of(
                new Made(
                        ProductType.DOSESPOT_SUPPLY,
                        "Alcohol prep pads",
                        dispensed(Map.of(
                                "name", "Alcohol Prep Pads",
                                "ndc", "00001530301",
                                "dosespot_supply_id", 303,
                                "dispense_unit", "Pad",
                                "dispense_unit_id", 34,
                                "directions", "Use one before each injection."))),
                new Made(
                        ProductType.SERVICE,
                        "Thyroid panel",
                        Map.of(
                                "service_type",
                                "lab order",
                                "description",
                                "TSH, free T4 and free T3 from one blood sample.",
                                "include_drivers_license",
                                false,
                                "send_pdf_file_automatically",
                                false)),
                new Made(
                        ProductType.BOOTHWYN_PRODUCT,
                        "Semaglutide 2.5 mg/mL",
                        dispensed(Map.of(
                                "name", "Semaglutide subcutaneous solution",
                                "sku", "10100",
                                "quantity", "1",
                                "dispense_unit", "Vial",
                                "dispense_unit_id", 52,
                                "directions", "Inject 10 units under the skin once a week."))),
                new Made(
                        ProductType.PHARMACY_API_PRODUCT,
                        "Valacyclovir 500 mg",
                        dispensed(Map.of(
                                "name", "valACYclovir Oral Tablet",
                                "strength", "500 mg",
                                "sku", "PA-3006",
                                "pharmacy_id", BY_API,
                                "pharmacy_name", "Cedar Family Pharmacy",
                                "directions", "Take one tablet by mouth twice a day for three days."))));
    }

    private static Map<String, @Nullable Object> dispensed(Map<String, Object> more) {
        Map<String, @Nullable Object> product = new TreeMap<>(DISPENSED);
        product.putAll(more);
        return product;
    }
}
