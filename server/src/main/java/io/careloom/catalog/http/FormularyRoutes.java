package io.careloom.catalog.http;

import static io.careloom.catalog.offerings.ProductType.BOOTHWYN_PRODUCT;
import static io.careloom.catalog.offerings.ProductType.DOSESPOT_MEDICATION;
import static io.careloom.catalog.offerings.ProductType.DOSESPOT_SUPPLY;
import static io.careloom.catalog.offerings.ProductType.PHARMACY_API_PRODUCT;
import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.platform.http.Route.Shape.BARE;

import io.careloom.catalog.formulary.Formulary;
import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.catalog.formulary.ProductCodes;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Handler;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Look-ups in the formulary, the same for partners, clinicians and staff. */
public final class FormularyRoutes implements Routes {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Formulary formulary;
    private final List<Route> rows = new ArrayList<>();

    private FormularyRoutes(Formulary formulary, String medications, String supplies) {
        this.formulary = formulary;
        rows.add(row(medications + "/search", "Search Dosespot Medications")
                .answers(BARE, FormularyJson.Found.class)
                .by(searching(DOSESPOT_MEDICATION)));
        rows.add(row(medications + "/select", "Get Details For a Specific Medication")
                .answers(FormularyJson.Details.class)
                .by(this::medication));
        rows.add(row(supplies + "/search", "Search Dosespot Supplies")
                .answers(BARE, FormularyJson.Supply.class)
                .by(this::supplies));
    }

    /** Rows below {@code /v1/partner}. */
    public static FormularyRoutes forPartners(Formulary formulary) {
        FormularyRoutes routes = new FormularyRoutes(formulary, "/v1/partner/medications", "/v1/partner/supplies");
        routes.addSearch("/v1/partner/boothwyn/search", "Search Boothwyn Offerings", BOOTHWYN_PRODUCT);
        return routes;
    }

    /** Rows below {@code /v1/clinician}. */
    public static FormularyRoutes forClinicians(Formulary formulary) {
        return new FormularyRoutes(formulary, "/v1/clinician/medications", "/v1/clinician/supplies");
    }

    /** Rows that consoles call, by vendor. */
    public static FormularyRoutes forStaff(Formulary formulary) {
        FormularyRoutes routes = new FormularyRoutes(formulary, "/dosespot/medications", "/dosespot/supplies");
        routes.rows.add(row("/dosespot/supplies/{supply_id}", "Get Supply")
                .answers(FormularyJson.Supply.class)
                .by(routes::supply));
        routes.addSearch("/boothwyn/offerings/search", "Search Boothwyn Offerings", BOOTHWYN_PRODUCT);
        routes.addSearch("/pharmacies-api/medications/search", "Search PharmacyApi Medications", PHARMACY_API_PRODUCT);
        return routes;
    }

    @Override
    public List<Route> rows() {
        return List.copyOf(rows);
    }

    private static Route row(String path, String name) {
        return Route.get(path, name)
                .needs(REFERENCE_READ)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE);
    }

    private void addSearch(String path, String name, ProductType type) {
        rows.add(row(path, name).answers(BARE, FormularyJson.Found.class).by(searching(type)));
    }

    private Handler searching(ProductType type) {
        return (tx, call) -> Answer.list(formulary.search(tx, type, call.query("name")).stream()
                .map(FormularyJson.Found::of)
                .toList());
    }

    private Answer medication(Tx tx, Call call) {
        return Answer.of(FormularyJson.Details.of(chosen(tx, call).orElseThrow(Problem::notFound)));
    }

    /** By one of its codes; old clients send the name and the strength that a search showed them. */
    private Optional<FormularyEntry> chosen(Tx tx, Call call) {
        ProductCodes codes =
                new ProductCodes(number(call, "dispensable_drug_id"), call.query("ndc"), number(call, "rxcui"), null);
        if (!codes.none()) {
            return formulary.find(tx, DOSESPOT_MEDICATION, codes);
        }
        String name = call.query("name");
        String strength = call.query("strength");
        if (name == null || strength == null) {
            throw Problem.invalid("dispensable_drug_id", "One of dispensable_drug_id, ndc and rxcui is required.");
        }
        return formulary.medication(tx, name, strength);
    }

    private Answer supplies(Tx tx, Call call) {
        String name = call.query("name");
        String ndc = call.query("ndc");
        List<FormularyEntry> found = name == null && ndc != null
                ? formulary.withNdc(tx, DOSESPOT_SUPPLY, ndc)
                : formulary.search(tx, DOSESPOT_SUPPLY, name);
        return Answer.list(found.stream().map(FormularyJson.Supply::of).toList());
    }

    private Answer supply(Tx tx, Call call) {
        String text = call.path("supply_id");
        return Answer.of(Optional.of(text)
                .filter(NUMBER.asMatchPredicate())
                .flatMap(number -> formulary.find(
                        tx, DOSESPOT_SUPPLY, new ProductCodes(Integer.valueOf(number), null, null, null)))
                .map(FormularyJson.Supply::of)
                .orElseThrow(Problem::notFound));
    }

    private static @Nullable Integer number(Call call, String name) {
        String text = call.query(name);
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw Problem.invalid(name, "The " + name + " must be a number.");
        }
        return Integer.valueOf(text);
    }
}
