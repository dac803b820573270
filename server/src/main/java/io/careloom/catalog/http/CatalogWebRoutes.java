package io.careloom.catalog.http;

import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.catalog.Catalog;
import io.careloom.catalog.DiseaseFilter;
import io.careloom.catalog.DispenseUnit;
import io.careloom.catalog.DispenseUnitFilter;
import io.careloom.catalog.Listed;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Diseases and dispense units for staff. */
public final class CatalogWebRoutes implements Routes {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Catalog catalog;

    /** Rows over the door. */
    public CatalogWebRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                row("/web/diseases", "Get diseases")
                        .answers(PAGED, ListedJson.OfDisease.class)
                        .by(this::diseases),
                row("/web/diseases/{disease}", "Get disease")
                        .answers(ListedJson.OfDisease.class)
                        .by(this::disease),
                row("/web/dispense-units", "Get dispense units")
                        .answers(PAGED, ListedJson.OfDispenseUnit.class)
                        .by(this::dispenseUnits),
                row("/web/dispense-units/{dispense_unit}", "Get dispense unit")
                        .answers(ListedJson.OfDispenseUnit.class)
                        .by(this::dispenseUnit));
    }

    private static Route row(String path, String name) {
        return Route.get(path, name)
                .needs(REFERENCE_READ)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE);
    }

    private Answer diseases(Tx tx, Call call) {
        DiseaseFilter filter = new DiseaseFilter(call.query("description"), call.query("icd"));
        return Answer.page(
                catalog.diseases(tx, filter, call.page("icd", "description")).map(ListedJson.OfDisease::of));
    }

    private Answer disease(Tx tx, Call call) {
        return Answer.of(ListedJson.OfDisease.of(catalog.disease(tx, call.id("disease"))));
    }

    private Answer dispenseUnits(Tx tx, Call call) {
        Boolean active = call.query("active") == null ? null : call.flag("active", true);
        DispenseUnitFilter filter = new DispenseUnitFilter(call.query("name"), active, number(call));
        return Answer.page(catalog.dispenseUnits(tx, filter, call.page("name", "dosespot_dispense_unit_id"))
                .map(ListedJson.OfDispenseUnit::of));
    }

    private static @Nullable Integer number(Call call) {
        String text = call.query("dosespot_dispense_unit_id");
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw Problem.invalid("dosespot_dispense_unit_id", "The dosespot_dispense_unit_id must be a number.");
        }
        return Integer.valueOf(text);
    }

    /** By the record's id, or by the number that prescriptions carry. */
    private Answer dispenseUnit(Tx tx, Call call) {
        String text = call.path("dispense_unit");
        Listed<DispenseUnit> unit = NUMBER.matcher(text).matches()
                ? catalog.dispenseUnit(tx, Integer.parseInt(text))
                : catalog.dispenseUnit(tx, call.id("dispense_unit"));
        return Answer.of(ListedJson.OfDispenseUnit.of(unit));
    }
}
