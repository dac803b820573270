package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.clinicians.Clinicians;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** How a partner looks up the clinicians of its cases. */
public final class ClinicianPartnerRoutes implements Routes {
    private final Clinicians clinicians;

    /** Rows on this door. */
    public ClinicianPartnerRoutes(Clinicians clinicians) {
        this.clinicians = clinicians;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/v1/partner/clinicians/{clinician_id}", "Get clinician information")
                .needs(CLINICIAN_READ)
                .touches(TENANT)
                .audited(NONE)
                .answers(ClinicianProfileJson.class)
                .by((tx, call) -> Answer.of(
                        ClinicianProfileJson.of(clinicians.view(tx, call.caller(), call.id("clinician_id"))))));
    }
}
