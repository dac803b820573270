package io.careloom.prescribing.http;

import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.kernel.Permission.PRESCRIBE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.Cases.Shown;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.prescribing.Prescriptions;
import io.careloom.prescribing.Screenings;
import io.careloom.prescribing.Screenings.Screening;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What speaks against the prescriptions of a case, and that its clinician has read it (operations of our own); sending again. */
public final class ScreeningRoutes implements Routes {
    private static final String PATH = "/v1/clinician/cases/{case_id}/screening";

    private final Screenings screenings;
    private final Prescriptions prescriptions;

    /** Rows over the doors. */
    public ScreeningRoutes(Screenings screenings, Prescriptions prescriptions) {
        this.screenings = screenings;
        this.prescriptions = prescriptions;
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
                        .needs(PRESCRIBE)
                        .touches(TENANT)
                        .audited(WRITE)
                        .answers(Route.Shape.BARE, Screening.class)
                        .by((tx, call) -> shown(call, screenings.acknowledge(tx, call.caller(), call.id("case_id")))),
                Route.post("/v1/clinician/cases/{case_id}/resubmit", "Resubmit case prescriptions")
                        .needs(PRESCRIBE)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(Resubmit.class)
                        .answersNothing()
                        .by(this::resubmit));
    }

    /** Where to; null for the same pharmacy. */
    record Resubmit(@Nullable @Positive Integer pharmacyId) {}

    private Answer resubmit(Tx tx, Call call) {
        Integer pharmacyId = call.body(Resubmit.class).pharmacyId();
        prescriptions.resubmit(tx, call.caller(), call.id("case_id"), pharmacyId);
        return Answer.empty();
    }

    private static Answer shown(Call call, Shown<List<Screening>> found) {
        call.shows(found.patientId());
        return Answer.list(found.content());
    }
}
