package io.careloom.patients.http;

import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.kernel.Permission.PATIENT_WRITE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.patients.Patient;
import io.careloom.patients.PatientDeletions;
import io.careloom.patients.PatientSignIns;
import io.careloom.patients.exports.DataExports;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** What a partner asks on behalf of a patient, which the patient's mailbox answers. */
public final class PatientRequestRoutes implements Routes {
    private static final String PATIENTS = "/v1/partner/patients";

    private final PatientDeletions deletions;
    private final DataExports exports;
    private final PatientSignIns signIns;

    /** Rows on these doors. */
    public PatientRequestRoutes(PatientDeletions deletions, DataExports exports, PatientSignIns signIns) {
        this.deletions = deletions;
        this.exports = exports;
        this.signIns = signIns;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.delete(PATIENTS + "/{patient_id}", "Request patient data deletion")
                        .needs(PATIENT_WRITE)
                        .touches(TENANT)
                        .audited(WRITE)
                        .answersNothing()
                        .by(this::delete),
                records(PATIENTS, exports),
                Route.post(PATIENTS + "/auth/2fa", "Send one-time password")
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(PatientRequestJson.Code.class)
                        .answersNothing()
                        .by(this::code),
                Route.post(PATIENTS + "/auth/2fa/validate", "Validate verification code")
                        .readOnly() // a wrong code is counted although it is refused
                        .needs(PATIENT_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .reads(PatientRequestJson.Typed.class)
                        .answers(Patient.class)
                        .by(this::validate));
    }

    /** The row that partners and clinicians share. */
    static Route records(String patients, DataExports exports) {
        return Route.post(patients + "/data", "Request patient data")
                .needs(PATIENT_WRITE)
                .touches(TENANT)
                .audited(WRITE)
                .reads(PatientRequestJson.Records.class)
                .answersNothing()
                .by((tx, call) -> {
                    PatientRequestJson.Records wanted = call.body(PatientRequestJson.Records.class);
                    exports.request(tx, call.caller(), wanted.patientId(), wanted.patientEmail());
                    return Answer.empty();
                });
    }

    private Answer delete(Tx tx, Call call) {
        deletions.ask(tx, call.caller(), call.id("patient_id"));
        return Answer.empty();
    }

    private Answer code(Tx tx, Call call) {
        signIns.sendCode(
                tx, call.caller(), call.body(PatientRequestJson.Code.class).email());
        return Answer.empty();
    }

    private Answer validate(Tx tx, Call call) {
        PatientRequestJson.Typed typed = call.body(PatientRequestJson.Typed.class);
        Patient patient = signIns.validate(tx, call.caller(), typed.email(), typed.verificationCode());
        call.shows(patient.patientId());
        return Answer.of(patient);
    }
}
