package io.careloom.partners.http;

import io.careloom.kernel.Permission;
import io.careloom.partners.PartnerAudits;
import io.careloom.platform.audit.AuditEntry;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** Staff read what was changed in a partner and its settings (W-29). */
public final class PartnerAuditWebRoutes implements Routes {
    private final PartnerAudits audits;

    /** Rows over the door. */
    public PartnerAuditWebRoutes(PartnerAudits audits) {
        this.audits = audits;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/web/partners/{partner}/audits", "Get audits")
                .needs(Permission.AUDIT_READ)
                .touches(TenantRule.PARTNER)
                .audited(AuditClass.NONE)
                .answers(Route.Shape.PAGED, AuditEntry.class)
                .by(this::list));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(audits.list(tx, call.caller(), call.id("partner"), call.newestFirst("created_at")));
    }
}
