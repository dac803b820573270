package io.careloom.catalog.http;

import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.catalog.Catalog;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** The specialties that a partner's program can choose from. */
public final class SpecialtyPartnerRoutes implements Routes {
    private static final int PER_PAGE = 100;

    private final Catalog catalog;

    /** Rows over the door. */
    public SpecialtyPartnerRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/v1/partner/specialties", "Get specialties")
                .needs(REFERENCE_READ)
                .touches(TenantRule.OWN)
                .audited(AuditClass.NONE)
                .answers(PAGED, SpecialtyJson.class)
                .by(this::list));
    }

    private Answer list(Tx tx, Call call) {
        PageQuery asked = call.page("title", "created_at", "updated_at");
        // the sample shows a hundred a page where nothing is asked for
        PageQuery query = call.query("per_page") != null
                ? asked
                : new PageQuery(
                        asked.page(), PER_PAGE, asked.sort(), asked.ascending(), asked.search(), asked.trashed());
        return Answer.page(
                catalog.specialties().list(tx, call.caller(), null, query).map(SpecialtyJson::of));
    }
}
