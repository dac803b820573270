package io.careloom.partners.http;

import static io.careloom.kernel.Permission.PHARMACY_MANAGE;
import static io.careloom.kernel.Permission.PHARMACY_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.kernel.PageQuery;
import io.careloom.partners.pharmacies.LinkedPharmacies;
import io.careloom.partners.pharmacies.LinkedPharmacy;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The pharmacies that partners work with (W-30 to W-32), and a program's look at its own. */
public final class LinkedPharmacyRoutes implements Routes {
    private static final String ALL = "/web/partners/{partner}/pharmacies";
    private static final int PER_PAGE = 100;

    private final LinkedPharmacies linked;

    /** Rows over the door. */
    public LinkedPharmacyRoutes(LinkedPharmacies linked) {
        this.linked = linked;
    }

    /** Which pharmacy, and what the partner calls it. */
    record LinkPharmacy(
            @NotNull @Positive Integer pharmacyId,
            @NotBlank @Size(max = 255) String pharmacyName) {}

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get("/v1/partner/linked-pharmacies", "Get linked pharmacies")
                        .needs(PHARMACY_READ)
                        .touches(TenantRule.OWN)
                        .audited(NONE)
                        .answers(PAGED, LinkedPharmacy.class)
                        .by(this::own),
                Route.get(ALL, "Get pharmacies of a partner")
                        .needs(PHARMACY_READ)
                        .touches(TenantRule.PARTNER)
                        .audited(NONE)
                        .answers(PAGED, LinkedPharmacy.class)
                        .by((tx, call) -> Answer.page(linked.of(tx, call.caller(), call.id("partner"), query(call)))),
                Route.put(ALL, "Add pharmacy to a partner")
                        .needs(PHARMACY_MANAGE)
                        .touches(TenantRule.PARTNER)
                        .audited(WRITE)
                        .reads(LinkPharmacy.class)
                        .answersNothing()
                        .by(this::put),
                Route.delete(ALL + "/{partner_pharmacy_id}", "Delete pharmacy of a partner")
                        .needs(PHARMACY_MANAGE)
                        .touches(TenantRule.PARTNER)
                        .audited(WRITE)
                        .answersNothing()
                        .by(this::remove));
    }

    private static PageQuery query(Call call) {
        return call.page("created_at", "pharmacy_name", "pharmacy_id");
    }

    private Answer own(Tx tx, Call call) {
        PageQuery asked = query(call);
        // the sample shows a hundred a page
        PageQuery query = call.query("per_page") != null
                ? asked
                : new PageQuery(
                        asked.page(), PER_PAGE, asked.sort(), asked.ascending(), asked.search(), asked.trashed());
        return Answer.page(linked.own(tx, call.caller(), query));
    }

    private Answer put(Tx tx, Call call) {
        LinkPharmacy body = call.body(LinkPharmacy.class);
        linked.put(tx, call.caller(), call.id("partner"), body.pharmacyId(), body.pharmacyName());
        return Answer.empty();
    }

    private Answer remove(Tx tx, Call call) {
        linked.remove(tx, call.caller(), call.id("partner"), call.id("partner_pharmacy_id"));
        return Answer.empty();
    }
}
