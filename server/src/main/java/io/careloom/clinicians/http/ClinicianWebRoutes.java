package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_MANAGE;
import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;

import io.careloom.clinicians.ClinicianFilter;
import io.careloom.clinicians.Clinicians;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** How administrators look after clinicians (W-03, W-04, W-05, W-07). */
public final class ClinicianWebRoutes implements Routes {
    private static final String CLINICIANS = "/web/clinicians";
    private static final String CLINICIAN = "/web/clinicians/{clinician}";
    private static final UUID NOBODY = new UUID(0, 0);

    private final Clinicians clinicians;

    /** Rows on this door. */
    public ClinicianWebRoutes(Clinicians clinicians) {
        this.clinicians = clinicians;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get(CLINICIANS, "Get clinicians")
                        .needs(CLINICIAN_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(PAGED, ClinicianRecordJson.class)
                        .by(this::list),
                Route.post(CLINICIANS, "Create clinician")
                        .needs(CLINICIAN_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .reads(ClinicianJson.Sent.class)
                        .answers(ClinicianRecordJson.class)
                        .by(this::create),
                Route.get(CLINICIAN, "Get clinician")
                        .needs(CLINICIAN_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(ClinicianRecordJson.class)
                        .by(this::one),
                Route.patch(CLINICIAN, "Patch clinician")
                        .needs(CLINICIAN_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .reads(ClinicianJson.Sent.class)
                        .answers(ClinicianRecordJson.class)
                        .by(this::change));
    }

    private Answer list(Tx tx, Call call) {
        String id = call.query("id");
        ClinicianFilter filter = new ClinicianFilter(
                id == null ? null : Ids.read(id).orElse(NOBODY),
                call.query("email"),
                call.query("first_name"),
                call.query("last_name"),
                call.queries("environments").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList());
        return Answer.page(clinicians
                .list(
                        tx,
                        call.caller(),
                        filter,
                        call.page("created_at", "updated_at", "first_name", "last_name", "email"))
                .map(view -> ClinicianRecordJson.of(view, call::wants)));
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(ClinicianRecordJson.of(
                clinicians.create(
                        tx, call.caller(), call.body(ClinicianJson.Sent.class).create()),
                call::wants));
    }

    private Answer one(Tx tx, Call call) {
        return Answer.of(ClinicianRecordJson.of(clinicians.view(tx, call.caller(), call.id("clinician")), call::wants));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(ClinicianRecordJson.of(
                clinicians.change(
                        tx,
                        call.caller(),
                        call.id("clinician"),
                        call.body(ClinicianJson.Sent.class).change()),
                call::wants));
    }
}
