package io.careloom.patients.http;

import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.kernel.PageQuery;
import io.careloom.patients.PatientExam;
import io.careloom.patients.PatientHistory;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;

/** What happened to a patient and what was measured: the rows that partners and clinicians share. */
public final class PatientRecordRoutes implements Routes {
    private static final int EVENTS = 50;

    private final String patient;
    private final PatientHistory history;

    private PatientRecordRoutes(String surface, PatientHistory history) {
        this.patient = surface + "/patients/{patient_id}";
        this.history = history;
    }

    /** The rows below {@code /v1/partner}. */
    public static PatientRecordRoutes forPartners(PatientHistory history) {
        return new PatientRecordRoutes("/v1/partner", history);
    }

    /** The rows below {@code /v1/clinician}. */
    public static PatientRecordRoutes forClinicians(PatientHistory history) {
        return new PatientRecordRoutes("/v1/clinician", history);
    }

    @Override
    public List<Route> rows() {
        return List.of(
                read(patient + "/events", "Get patient events")
                        .answers(BARE, PatientHistory.Line.class)
                        .by(this::events),
                read(patient + "/exams", "Get patient exams")
                        .answers(PAGED, PatientExam.class)
                        .by(this::exams),
                read(patient + "/exams/{exam_id}", "Get patient exam")
                        .answers(PatientExam.class)
                        .by(this::exam));
    }

    private static Route read(String path, String name) {
        return Route.get(path, name).needs(PATIENT_READ).touches(TENANT).audited(READ);
    }

    private Answer events(Tx tx, Call call) {
        PageQuery page = PatientListJson.page(call.page(), call.query("per_page") == null ? EVENTS : null);
        List<PatientHistory.Line> lines = history.lines(tx, call.caller(), shown(call), page);
        return Answer.list(lines);
    }

    private Answer exams(Tx tx, Call call) {
        return Answer.page(history.exams(tx, call.caller(), shown(call), call.page("created_at")));
    }

    private Answer exam(Tx tx, Call call) {
        return Answer.of(history.exam(tx, call.caller(), shown(call), call.id("exam_id")));
    }

    private static UUID shown(Call call) {
        UUID patientId = call.id("patient_id");
        call.shows(patientId);
        return patientId;
    }
}
