package io.careloom.catalog.http;

import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.catalog.Catalog;
import io.careloom.catalog.Disease;
import io.careloom.catalog.DiseaseFilter;
import io.careloom.catalog.DispenseUnit;
import io.careloom.catalog.LicenseType;
import io.careloom.catalog.Listed;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** Diseases, licence types and dispense units as programs choose them; the same for partners and clinicians. */
public final class CatalogMetadataRoutes implements Routes {
    private final Catalog catalog;
    private final String surface;

    private CatalogMetadataRoutes(Catalog catalog, String surface) {
        this.catalog = catalog;
        this.surface = surface;
    }

    /** Rows below {@code /v1/partner}. */
    public static CatalogMetadataRoutes forPartners(Catalog catalog) {
        return new CatalogMetadataRoutes(catalog, "/v1/partner");
    }

    /** Rows below {@code /v1/clinician}. */
    public static CatalogMetadataRoutes forClinicians(Catalog catalog) {
        return new CatalogMetadataRoutes(catalog, "/v1/clinician");
    }

    @Override
    public List<Route> rows() {
        return List.of(
                row("/metadata/diseases", "Get all disease codes")
                        .answers(PAGED, Disease.class)
                        .by(this::diseases),
                row("/metadata/diseases/{disease_id}", "Get disease by id")
                        .answers(Disease.class)
                        .by(this::disease),
                row("/metadata/license-types", "Get all license types")
                        .answers(BARE, LicenseType.class)
                        .by((tx, call) -> Answer.list(LicenseType.ALL)),
                row("/dispense-units", "Get dispense units")
                        .answers(BARE, DispenseUnit.class)
                        .by(this::dispenseUnits));
    }

    private Route row(String path, String name) {
        return Route.get(surface + path, name)
                .needs(REFERENCE_READ)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE);
    }

    private Answer diseases(Tx tx, Call call) {
        DiseaseFilter filter = new DiseaseFilter(call.query("description"), call.query("icd"));
        return Answer.page(catalog.diseases(tx, filter, call.page()).map(Listed::thing));
    }

    private Answer disease(Tx tx, Call call) {
        return Answer.of(catalog.disease(tx, call.id("disease_id")).thing());
    }

    private Answer dispenseUnits(Tx tx, Call call) {
        return Answer.list(catalog.dispenseUnits(tx, call.query("name")));
    }
}
