package io.careloom.clinicians.http;

import static io.careloom.clinicians.http.ClinicianWebRoutes.managing;
import static io.careloom.clinicians.http.ClinicianWebRoutes.reading;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.clinicians.Clinicians;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** How administrators look after nationwide licences. */
public final class LicenseWebRoutes implements Routes {
    private static final String LICENSES = "/web/clinicians/{clinician}/licenses";
    private static final String LICENSE = LICENSES + "/{license}";

    private final Clinicians clinicians;

    /** Rows on this door. */
    public LicenseWebRoutes(Clinicians clinicians) {
        this.clinicians = clinicians;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(LICENSES, "Get licenses")
                        .answers(PAGED, LicenseJson.class)
                        .by(this::list),
                managing(Route.post(LICENSES, "Create license"))
                        .reads(LicenseJson.Create.class)
                        .answers(LicenseJson.class)
                        .by(this::create),
                reading(LICENSE, "Get license").answers(LicenseJson.class).by(this::one),
                managing(Route.patch(LICENSE, "Patch license"))
                        .reads(LicenseJson.Update.class)
                        .answers(LicenseJson.class)
                        .by(this::change),
                managing(Route.delete(LICENSE, "Delete license"))
                        .answersNothing()
                        .by(this::delete));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(clinicians
                .licenses()
                .list(tx, call.caller(), call.id("clinician"), call.page())
                .map(LicenseJson::of));
    }

    private Answer create(Tx tx, Call call) {
        LicenseJson.Create sent = call.body(LicenseJson.Create.class);
        return Answer.of(LicenseJson.of(
                clinicians.licenses().create(tx, call.caller(), call.id("clinician"), sent.type(), sent.value())));
    }

    private Answer one(Tx tx, Call call) {
        return Answer.of(LicenseJson.of(
                clinicians.licenses().find(tx, call.caller(), call.id("clinician"), call.id("license"))));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(LicenseJson.of(clinicians
                .licenses()
                .change(
                        tx,
                        call.caller(),
                        call.id("clinician"),
                        call.id("license"),
                        call.body(LicenseJson.Update.class).value())));
    }

    private Answer delete(Tx tx, Call call) {
        clinicians.licenses().delete(tx, call.caller(), call.id("clinician"), call.id("license"));
        return Answer.empty();
    }
}
