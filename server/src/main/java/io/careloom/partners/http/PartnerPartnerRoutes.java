package io.careloom.partners.http;

import static io.careloom.kernel.Permission.PARTNER_READ;

import io.careloom.partners.PartnerProfile;
import io.careloom.partners.Partners;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.UUID;

/** A partner's program looks at its partner; clients use it to check a credential. */
public final class PartnerPartnerRoutes implements Routes {
    private final Partners partners;

    /** Rows over the door. */
    public PartnerPartnerRoutes(Partners partners) {
        this.partners = partners;
    }

    /** The short form of a partner. */
    record Own(String name, boolean active, UUID partnerId) {}

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/v1/partner", "Get authenticated partner")
                .needs(PARTNER_READ)
                .touches(TenantRule.OWN)
                .audited(AuditClass.NONE)
                .answers(Own.class)
                .by(this::own));
    }

    private Answer own(Tx tx, Call call) {
        PartnerProfile own = partners.own(tx, call.caller());
        return Answer.of(new Own(own.name(), own.active(), own.id()));
    }
}
