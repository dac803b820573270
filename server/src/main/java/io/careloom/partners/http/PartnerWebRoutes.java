package io.careloom.partners.http;

import static io.careloom.kernel.Permission.PARTNER_MANAGE;
import static io.careloom.kernel.Permission.PARTNER_READ;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.partners.PartnerFields;
import io.careloom.partners.PartnerFilter;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.Partners;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;

/** Staff list partners and change their profile; rows of {@code access} and {@code files} open and show one. */
public final class PartnerWebRoutes implements Routes {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Partners partners;

    /** Rows over the door. */
    public PartnerWebRoutes(Partners partners) {
        this.partners = partners;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get("/web/partners", "Get partners")
                        .needs(PARTNER_READ)
                        .touches(PARTNER)
                        .audited(AuditClass.NONE)
                        .answers(Route.Shape.PAGED, PartnerProfile.class)
                        .by(this::list),
                Route.get("/web/user/partners", "Get partners of the user")
                        .needs(PARTNER_READ)
                        .touches(PARTNER)
                        .audited(AuditClass.NONE)
                        .answers(Route.Shape.PAGED, PartnerProfile.class)
                        .by(this::ofUser),
                Route.patch("/web/partners/{partner}", "Update partner")
                        .needs(PARTNER_MANAGE)
                        .touches(PARTNER)
                        .audited(AuditClass.WRITE)
                        .reads(PartnerFields.class)
                        .answers(PartnerProfile.class)
                        .by(this::change));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(partners.list(tx, call.caller(), call.page("created_at", "name")));
    }

    private Answer ofUser(Tx tx, Call call) {
        String id = call.query("id");
        PartnerFilter filter = new PartnerFilter(
                id == null ? null : Ids.read(id).orElse(NOBODY),
                call.query("name"),
                call.query("parent_company"),
                call.query("status"),
                call.flag("should_query_children_partners", true),
                call.flag("should_query_recently_active_partners", false));
        return Answer.page(partners.list(tx, call.caller(), filter, call.page("created_at", "name", "parent_company")));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(partners.change(
                tx,
                call.caller(),
                call.id("partner"),
                call.body(PartnerFields.class).change()));
    }
}
