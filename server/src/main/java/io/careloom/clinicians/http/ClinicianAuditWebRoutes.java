package io.careloom.clinicians.http;

import io.careloom.clinicians.ClinicianAudits;
import io.careloom.kernel.Permission;
import io.careloom.platform.audit.AuditEntry;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** Staff read what was changed in a clinician (W-02). */
public final class ClinicianAuditWebRoutes implements Routes {
    private final ClinicianAudits audits;

    /** Rows over the door. */
    public ClinicianAuditWebRoutes(ClinicianAudits audits) {
        this.audits = audits;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/web/clinicians/{clinician}/audits", "Get audits")
                .needs(Permission.AUDIT_READ)
                .touches(TenantRule.INSTALLATION)
                .audited(AuditClass.NONE)
                .answers(Route.Shape.PAGED, AuditEntry.class)
                .by(this::list));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(audits.list(tx, call.caller(), call.id("clinician"), call.newestFirst("created_at")));
    }
}
