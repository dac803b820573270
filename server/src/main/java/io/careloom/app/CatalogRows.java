package io.careloom.app;

import io.careloom.catalog.Catalog;
import io.careloom.catalog.http.CatalogMetadataRoutes;
import io.careloom.catalog.http.CatalogWebRoutes;
import io.careloom.catalog.http.FormularyRoutes;
import io.careloom.catalog.http.OfferingClinicianRoutes;
import io.careloom.catalog.http.OfferingPartnerRoutes;
import io.careloom.catalog.http.OfferingWebRoutes;
import io.careloom.catalog.http.SpecialtyPartnerRoutes;
import io.careloom.catalog.http.SpecialtyWebRoutes;
import io.careloom.catalog.offerings.OfferingAudits;
import io.careloom.catalog.offerings.Residence;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.http.Routes;
import java.util.List;

/** The rows over the catalog. */
final class CatalogRows {
    private CatalogRows() {}

    static List<Routes> of(Catalog catalog, AuditHistory history, Residence residence) {
        return List.of(
                CatalogMetadataRoutes.forPartners(catalog),
                CatalogMetadataRoutes.forClinicians(catalog),
                new CatalogWebRoutes(catalog),
                FormularyRoutes.forPartners(catalog.formulary()),
                FormularyRoutes.forClinicians(catalog.formulary()),
                FormularyRoutes.forStaff(catalog.formulary()),
                new SpecialtyWebRoutes(catalog),
                new SpecialtyPartnerRoutes(catalog),
                new OfferingWebRoutes(catalog.offerings(), new OfferingAudits(catalog.offerings(), history)),
                new OfferingPartnerRoutes(catalog.offerings()),
                new OfferingClinicianRoutes(catalog.offerings(), residence));
    }
}
