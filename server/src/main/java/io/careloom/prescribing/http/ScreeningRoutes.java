package io.careloom.prescribing.http;

import static io.careloom.kernel.Permission.CASE_MOVE_CLINICAL;
import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.Cases.Shown;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.prescribing.Screenings;
import io.careloom.prescribing.Screenings.Screening;
import java.util.List;

/** What speaks against the prescriptions of a case, and that its clinician has read it; operations of our own. */
public final class ScreeningRoutes implements Routes {
    private static final String PATH = "/v1/clinician/cases/{case_id}/screening";

    private final Screenings screenings;

    /** Rows over the door. */
    public ScreeningRoutes(Screenings screenings) {
        this.screenings = screenings;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get(PATH, "Get screening")
                        .needs(CASE_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(Route.Shape.BARE, Screening.class)
                        .by((tx, call) -> shown(call, screenings.of(tx, call.caller(), call.id("case_id")))),
                Route.post(PATH, "Acknowledge warnings of the screening")
                        .needs(CASE_MOVE_CLINICAL)
                        .touches(TENANT)
                        .audited(WRITE)
                        .answers(Route.Shape.BARE, Screening.class)
                        .by((tx, call) -> shown(call, screenings.acknowledge(tx, call.caller(), call.id("case_id")))));
    }

    private static Answer shown(Call call, Shown<List<Screening>> found) {
        call.shows(found.patientId());
        return Answer.list(found.content());
    }
}
