package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.kernel.Permission.SELF;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.INSTALLATION;
import static io.careloom.platform.http.TenantRule.OWN;

import io.careloom.clinicians.Clinicians;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** A clinician's own profile, and others as clinicians see them. */
public final class ClinicianClinicianRoutes implements Routes {
    private static final String OWN_PROFILE = "/v1/clinician";

    private final Clinicians clinicians;

    /** Rows on this door. */
    public ClinicianClinicianRoutes(Clinicians clinicians) {
        this.clinicians = clinicians;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get(OWN_PROFILE, "Get authenticated clinician")
                        .needs(SELF)
                        .touches(OWN)
                        .audited(NONE)
                        .answers(ClinicianRecordJson.class)
                        .by(this::own),
                Route.patch(OWN_PROFILE, "Update authenticated clinician")
                        .needs(SELF)
                        .touches(OWN)
                        .audited(WRITE)
                        .reads(ClinicianJson.OwnSent.class)
                        .answers(ClinicianRecordJson.class)
                        .by(this::change),
                Route.get(OWN_PROFILE + "/clinicians/{clinician_id}", "Get clinician information")
                        .needs(CLINICIAN_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(ClinicianProfileJson.class)
                        .by((tx, call) -> Answer.of(
                                ClinicianProfileJson.of(clinicians.view(tx, call.caller(), call.id("clinician_id"))))));
    }

    private Answer own(Tx tx, Call call) {
        return Answer.of(ClinicianRecordJson.of(clinicians.own(tx, call.caller()), _ -> true));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(ClinicianRecordJson.of(
                clinicians.changeOwn(
                        tx,
                        call.caller(),
                        call.body(ClinicianJson.OwnSent.class).command()),
                _ -> true));
    }
}
