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
import io.careloom.patients.Patients;
import io.careloom.patients.lists.PatientLists;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** What a partner does with its patients. */
public final class PatientPartnerRoutes implements Routes {
    private static final String PATIENTS = "/v1/partner/patients";
    private static final String PATIENT = "/v1/partner/patients/{patient_id}";

    private final Patients patients;
    private final PatientLists lists;

    /** Rows on these doors. */
    public PatientPartnerRoutes(Patients patients, PatientLists lists) {
        this.patients = patients;
        this.lists = lists;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.post(PATIENTS, "Create patient")
                        .needs(PATIENT_WRITE)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(PatientJson.Create.class)
                        .answers(Patient.class)
                        .by(this::create),
                Route.post(PATIENTS + "/search", "Search patients")
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .readOnly()
                        .reads(PatientJson.Search.class)
                        .answers(BARE, PatientJson.Found.class)
                        .by((tx, call) -> found(tx, call, patients)),
                Route.get(PATIENTS, "Get patients")
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(PAGED, PatientRecordJson.class)
                        .by(this::all),
                Route.get(PATIENT, "Get patient")
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(Patient.class)
                        .by((tx, call) -> one(tx, call, patients)),
                Route.patch(PATIENT, "Update patient")
                        .needs(PATIENT_WRITE)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(PatientJson.Update.class)
                        .answers(Patient.class)
                        .by((tx, call) -> changed(tx, call, patients)),
                Route.get(PATIENT + "/vouchers", "Get patient vouchers")
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(PAGED, Void.class)
                        .by(this::vouchers));
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(patients.create(
                tx, call.caller(), call.body(PatientJson.Create.class).command()));
    }

    private Answer all(Tx tx, Call call) {
        return PatientWebRoutes.shown(call, lists.reached(tx, call.caller(), call.page(PatientListJson.SORTS)));
    }

    /** Nobody gives out vouchers yet. */
    private Answer vouchers(Tx tx, Call call) {
        call.shows(
                patients.find(tx, call.caller().scope(), call.id("patient_id")).patientId());
        return Answer.page(new Page<>(List.of(), 0, call.page()));
    }

    static Answer changed(Tx tx, Call call, Patients patients) {
        return Answer.of(patients.change(
                tx,
                call.caller(),
                call.id("patient_id"),
                call.body(PatientJson.Update.class).command()));
    }

    static Answer one(Tx tx, Call call, Patients patients) {
        Patient patient = patients.find(tx, call.caller().scope(), call.id("patient_id"));
        call.shows(patient.patientId());
        return Answer.of(patient);
    }

    static Answer found(Tx tx, Call call, Patients patients) {
        PatientJson.Search wanted = call.body(PatientJson.Search.class);
        List<Patient> found = patients.search(tx, call.caller(), wanted.search(), wanted.partnerId());
        call.shows(found.stream().map(Patient::patientId).toList());
        return Answer.list(found.stream().map(PatientJson.Found::of).toList());
    }
}
