package io.careloom.clinicians.http;

import static io.careloom.clinicians.http.ClinicianWebRoutes.managing;
import static io.careloom.clinicians.http.ClinicianWebRoutes.reading;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.clinicians.Clinicians;
import io.careloom.clinicians.PracticeArea;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** How administrators say where clinicians may practise. */
public final class PracticeAreaWebRoutes implements Routes {
    private static final String STATES = "/web/clinicians/{clinician}/states";
    private static final String STATE = STATES + "/{state}";

    private final Clinicians clinicians;

    /** Rows on this door. */
    public PracticeAreaWebRoutes(Clinicians clinicians) {
        this.clinicians = clinicians;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(STATES, "Get states")
                        .answers(PAGED, PracticeAreaJson.class)
                        .by(this::list),
                managing(Route.put(STATES, "Attach states"))
                        .reads(PracticeAreaJson.PutCountry.class)
                        .answersNothing()
                        .by(this::putCountry),
                reading(STATE, "Get state").answers(PracticeAreaJson.class).by(this::one),
                managing(Route.put(STATE, "Attach state"))
                        .reads(PracticeAreaJson.Put.class)
                        .answersNothing()
                        .by(this::put),
                managing(Route.patch(STATE, "Update state"))
                        .reads(PracticeAreaJson.Update.class)
                        .answers(PracticeAreaJson.class)
                        .by(this::change),
                managing(Route.delete(STATE, "Detach state")).answersNothing().by(this::delete));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(clinicians
                .practiceAreas()
                .list(tx, call.caller(), call.id("clinician"), call.page())
                .map(area -> PracticeAreaJson.of(area, call.wants("state"))));
    }

    private Answer putCountry(Tx tx, Call call) {
        PracticeAreaJson.PutCountry sent = call.body(PracticeAreaJson.PutCountry.class);
        clinicians.practiceAreas().putCountry(tx, call.caller(), call.id("clinician"), sent.countryId(), sent.terms());
        return Answer.empty();
    }

    private Answer one(Tx tx, Call call) {
        return Answer.of(PracticeAreaJson.of(
                clinicians.practiceAreas().find(tx, call.caller(), call.id("clinician"), call.id("state")),
                call.wants("state")));
    }

    private Answer put(Tx tx, Call call) {
        clinicians
                .practiceAreas()
                .put(
                        tx,
                        call.caller(),
                        call.id("clinician"),
                        call.id("state"),
                        call.body(PracticeAreaJson.Put.class).terms());
        return Answer.empty();
    }

    private Answer change(Tx tx, Call call) {
        PracticeArea changed = clinicians
                .practiceAreas()
                .change(
                        tx,
                        call.caller(),
                        call.id("clinician"),
                        call.id("state"),
                        Fields.sent(call.body(PracticeAreaJson.Update.class)));
        return Answer.of(PracticeAreaJson.of(changed, call.wants("state")));
    }

    private Answer delete(Tx tx, Call call) {
        clinicians.practiceAreas().delete(tx, call.caller(), call.id("clinician"), call.id("state"));
        return Answer.empty();
    }
}
