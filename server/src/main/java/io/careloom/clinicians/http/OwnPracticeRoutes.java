package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.SELF;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.TenantRule.OWN;

import io.careloom.clinicians.Clinicians;
import io.careloom.clinicians.License;
import io.careloom.clinicians.PracticeArea;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** A clinician's own practice areas and licences. */
public final class OwnPracticeRoutes implements Routes {
    private static final String AREAS = "/v1/clinician/practice-areas";
    private static final String AREA = AREAS + "/{state_id}";
    private static final String LICENSES = "/v1/clinician/licenses";

    private final Clinicians clinicians;

    /** Rows on this door. */
    public OwnPracticeRoutes(Clinicians clinicians) {
        this.clinicians = clinicians;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get(AREAS, "List practice areas")
                        .needs(SELF)
                        .touches(OWN)
                        .audited(NONE)
                        .answers(BARE, PracticeAreaJson.class)
                        .by(this::areas),
                writing(Route.post(AREAS, "Attach a practice area"))
                        .reads(PracticeAreaJson.Create.class)
                        .answers(PracticeAreaJson.class)
                        .by(this::attach),
                writing(Route.patch(AREA, "Update a practice area"))
                        .reads(PracticeAreaJson.Update.class)
                        .answers(PracticeAreaJson.class)
                        .by(this::change),
                writing(Route.delete(AREA, "Detach a practice area"))
                        .answersNothing()
                        .by(this::detach),
                writing(Route.post(LICENSES, "Create license for authenticated clinician"))
                        .reads(LicenseJson.Create.class)
                        .answers(LicenseJson.class)
                        .by(this::add),
                writing(Route.patch(LICENSES + "/{license}", "Update authenticated clinician's license"))
                        .reads(LicenseJson.Update.class)
                        .answers(LicenseJson.class)
                        .by(this::correct));
    }

    private static Route writing(Route route) {
        return route.needs(SELF).touches(OWN).audited(WRITE);
    }

    private Answer areas(Tx tx, Call call) {
        return Answer.list(
                PracticeAreaJson.all(clinicians.own(tx, call.caller()).practiceAreas()));
    }

    private Answer attach(Tx tx, Call call) {
        PracticeAreaJson.Create sent = call.body(PracticeAreaJson.Create.class);
        return area(clinicians
                .practiceAreas()
                .add(tx, call.caller(), call.caller().clinician(), sent.stateId(), sent.terms()));
    }

    private Answer change(Tx tx, Call call) {
        return area(clinicians
                .practiceAreas()
                .change(
                        tx,
                        call.caller(),
                        call.caller().clinician(),
                        call.id("state_id"),
                        Fields.sent(call.body(PracticeAreaJson.Update.class))));
    }

    private Answer detach(Tx tx, Call call) {
        clinicians.practiceAreas().delete(tx, call.caller(), call.caller().clinician(), call.id("state_id"));
        return Answer.empty();
    }

    private Answer add(Tx tx, Call call) {
        LicenseJson.Create sent = call.body(LicenseJson.Create.class);
        return license(
                clinicians.licenses().create(tx, call.caller(), call.caller().clinician(), sent.type(), sent.value()));
    }

    private Answer correct(Tx tx, Call call) {
        return license(clinicians
                .licenses()
                .change(
                        tx,
                        call.caller(),
                        call.caller().clinician(),
                        call.id("license"),
                        call.body(LicenseJson.Update.class).value()));
    }

    private static Answer area(PracticeArea area) {
        return Answer.of(PracticeAreaJson.of(area, true));
    }

    private static Answer license(License license) {
        return Answer.of(LicenseJson.of(license));
    }
}
