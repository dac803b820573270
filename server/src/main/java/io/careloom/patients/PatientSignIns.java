package io.careloom.patients;

import io.careloom.access.PatientCodes;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.patients.PatientHistory.What;
import io.careloom.platform.database.Tx;

/** How a partner's page lets a patient in: a code goes to the patient's mailbox, and back through the partner. */
public final class PatientSignIns {
    private final Patients patients;
    private final PatientCodes codes;
    private final PatientLetters letters;

    /** The door. */
    public PatientSignIns(Patients patients, PatientCodes codes, PatientLetters letters) {
        this.patients = patients;
        this.codes = codes;
        this.letters = letters;
    }

    /** Mails a code to the caller's patient with this e-mail, else 404; refused when it got too many lately. */
    public void sendCode(Tx tx, Caller caller, String email) {
        PatientRow patient = known(tx, caller, email);
        String code = codes.issue(tx, patient.tenantId(), patient.patientId());
        Patient shown = patients.shown(tx, caller.scope(), patient);
        letters.send(tx, shown, words(shown, code));
        patients.noted(tx, caller, patient, What.ofPatient("code_sent", "One-time code sent"));
    }

    /** The patient whose mailbox the code was sent to; a wrong code is counted, so hand in the handle of a read row. */
    public Patient validate(Tx tx, Caller caller, String email, String code) {
        PatientRow patient = known(tx, caller, email);
        if (!codes.redeem(tx, patient.tenantId(), patient.patientId(), code)) {
            throw Problem.invalid("verification_code", "The code is wrong, or its time is over.");
        }
        return patients.shown(tx, caller.scope(), patient);
    }

    private PatientRow known(Tx tx, Caller caller, String email) {
        caller.require(Permission.PATIENT_READ);
        return patients.store().withEmail(tx, Scope.tenant(caller.tenant()), email).stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static PatientLetters.Words words(Patient to, String code) {
        return new PatientLetters.Words(
                "Your code for " + to.partner().name(),
                "Hello " + to.firstName() + ",\n\nyour code is " + code
                        + ". It works once, within the next 10 minutes.\n\n"
                        + "If you did not ask for it, nothing needs to be done.\n",
                code);
    }
}
