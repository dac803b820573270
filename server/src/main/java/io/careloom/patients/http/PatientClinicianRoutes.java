package io.careloom.patients.http;

import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.kernel.Permission.PATIENT_WRITE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.kernel.Page;
import io.careloom.patients.Patient;
import io.careloom.patients.PatientDeletions;
import io.careloom.patients.Patients;
import io.careloom.patients.exports.DataExports;
import io.careloom.patients.lists.PatientLine;
import io.careloom.patients.lists.PatientLists;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How clinicians and their assistants look up and look after patients of their environments. */
public final class PatientClinicianRoutes implements Routes {
    private static final String PATIENTS = "/v1/clinician/patients";
    private static final String PATIENT = "/v1/clinician/patients/{patient_id}";

    private final Patients patients;
    private final PatientLists lists;
    private final PatientDeletions deletions;
    private final DataExports exports;

    /** Rows on these doors. */
    public PatientClinicianRoutes(
            Patients patients, PatientLists lists, PatientDeletions deletions, DataExports exports) {
        this.patients = patients;
        this.lists = lists;
        this.deletions = deletions;
        this.exports = exports;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                write(Route.post(PATIENTS, "Create patient"))
                        .reads(PatientJson.Create.class)
                        .answers(Patient.class)
                        .by(this::create),
                read(Route.post(PATIENTS + "/list", "Get patients"))
                        .reads(PatientListJson.Listing.class)
                        .answers(PAGED, PatientJson.Found.class)
                        .by(this::list),
                read(Route.post(PATIENTS + "/search", "Search patients"))
                        .reads(PatientJson.Search.class)
                        .answers(BARE, PatientJson.Found.class)
                        .by((tx, call) -> PatientPartnerRoutes.found(tx, call, patients)),
                read(Route.get(PATIENT, "Get patient"))
                        .answers(Patient.class)
                        .by((tx, call) -> PatientPartnerRoutes.one(tx, call, patients)),
                PatientRequestRoutes.records(PATIENTS, exports),
                write(Route.patch(PATIENT, "Update patient"))
                        .reads(PatientJson.Update.class)
                        .answers(Patient.class)
                        .by((tx, call) -> PatientPartnerRoutes.changed(tx, call, patients)),
                write(Route.delete(PATIENT, "Disable patient")).answersNothing().by(this::disable),
                write(Route.patch(PATIENT + "/restore", "Restore patient"))
                        .answers(Patient.class)
                        .by(this::restore));
    }

    private static Route read(Route row) {
        return row.readOnly().needs(PATIENT_READ).touches(TENANT).audited(READ);
    }

    private static Route write(Route row) {
        return row.needs(PATIENT_WRITE).touches(TENANT).audited(WRITE);
    }

    private Answer create(Tx tx, Call call) {
        PatientJson.Create body = call.body(PatientJson.Create.class);
        PatientJson.Create.Whose whose = body.whose();
        return Answer.of(patients.create(tx, call.caller(), whose.partnerId(), whose.environment(), body.command()));
    }

    private Answer list(Tx tx, Call call) {
        PatientListJson.Listing body = call.body(PatientListJson.Listing.class);
        Page<PatientLine> found = lists.ofPartner(
                tx, call.caller(), body.partnerId(), body.environments(), body.wanted(PatientListJson.limited(call)));
        List<UUID> ids = found.items().stream().map(PatientLine::patientId).toList();
        call.shows(ids);
        Map<UUID, Patient> whole = patients.all(tx, call.caller().scope(), ids);
        return Answer.page(
                found.map(line -> PatientJson.Found.of(Objects.requireNonNull(whole.get(line.patientId())))));
    }

    private Answer disable(Tx tx, Call call) {
        deletions.delete(tx, call.caller(), call.id("patient_id"));
        return Answer.empty();
    }

    private Answer restore(Tx tx, Call call) {
        return Answer.of(deletions.restore(tx, call.caller(), call.id("patient_id")));
    }
}
