package io.careloom.access.http;

import static io.careloom.kernel.Permission.PARTNER_CREATE;

import io.careloom.access.Access;
import io.careloom.access.OpenPartner;
import io.careloom.partners.PartnerProfile;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** An administrator opens a partner together with its first panel user (answers.md A5). */
public final class PartnerOpeningWebRoutes implements Routes {
    private final Access access;

    /** Rows over the door. */
    public PartnerOpeningWebRoutes(Access access) {
        this.access = access;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.post("/web/partners", "Create partner")
                .needs(PARTNER_CREATE)
                .touches(TenantRule.INSTALLATION)
                .audited(AuditClass.WRITE)
                .reads(OpenPartner.class)
                .answers(PartnerProfile.class)
                .by(this::open));
    }

    private Answer open(Tx tx, Call call) {
        return Answer.of(access.openPartner(tx, call.caller(), call.body(OpenPartner.class)));
    }
}
