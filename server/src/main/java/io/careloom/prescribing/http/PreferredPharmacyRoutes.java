package io.careloom.prescribing.http;

import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.kernel.Permission.PATIENT_WRITE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Steps;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.prescribing.pharmacies.PreferredPharmacies;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pharmacies where patients like to go: partners choose them, clinicians see them too. */
public final class PreferredPharmacyRoutes implements Routes {
    private static final String PARTNER = "/v1/partner/patients/{patient_id}/pharmacies";
    private static final String ONE = PARTNER + "/{pharmacy_id}";
    private static final String CLINICIAN = "/v1/clinician/patients/{patient_id}/pharmacies";

    private final PreferredPharmacies preferred;

    /** Rows over the door. */
    public PreferredPharmacyRoutes(PreferredPharmacies preferred) {
        this.preferred = preferred;
    }

    /** How a pharmacy is added; one client says that it is to be the first choice. */
    record AddPharmacy(@Nullable Boolean setAsPrimary) {}

    @Override
    public List<Route> rows() {
        return List.of(
                list(PARTNER),
                list(CLINICIAN),
                write(Route.post(ONE, "Add pharmacy to patient"))
                        .reads(AddPharmacy.class)
                        .inSteps(this::add),
                write(Route.delete(ONE, "Remove pharmacy from patient")).by(this::remove));
    }

    private Route list(String path) {
        return Route.get(path, "Get pharmacies from patient")
                .needs(PATIENT_READ)
                .touches(TENANT)
                .audited(READ)
                .answers(Route.Shape.BARE, PreferredPharmacyJson.class)
                .by(this::list);
    }

    private static Route write(Route row) {
        return row.needs(PATIENT_WRITE).touches(TENANT).audited(WRITE).answersNothing();
    }

    private Answer list(Tx tx, Call call) {
        UUID patientId = call.id("patient_id");
        call.shows(patientId);
        PageQuery query = call.newestFirst("updated_at", "store_name");
        return Answer.list(preferred.of(tx, call.caller(), patientId, query).stream()
                .map(PreferredPharmacyJson::of)
                .toList());
    }

    private Answer add(Steps steps, Call call) {
        boolean primary = Boolean.TRUE.equals(call.body(AddPharmacy.class).setAsPrimary());
        preferred.add(steps, call.caller(), call.id("patient_id"), call.number("pharmacy_id"), primary);
        return Answer.empty();
    }

    private Answer remove(Tx tx, Call call) {
        preferred.remove(tx, call.caller(), call.id("patient_id"), call.number("pharmacy_id"));
        return Answer.empty();
    }
}
