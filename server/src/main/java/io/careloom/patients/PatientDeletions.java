package io.careloom.patients;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.patients.PatientHistory.What;
import io.careloom.platform.Fields;
import io.careloom.platform.Links;
import io.careloom.platform.database.Tx;
import io.careloom.platform.secrets.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How patients leave and come back. A partner can only ask: the patient is mailed a link, and leaves when it confirms. A link
 * works once; a newer one, another e-mail address, leaving and coming back end it.
 */
public final class PatientDeletions {
    private static final Duration LIFETIME = Duration.ofDays(3);
    private static final String PATH = "/links/deletion/";

    private final DeletionStore store = new DeletionStore();
    private final Patients patients;
    private final PatientLetters letters;
    private final Links links;

    /** The door. */
    public PatientDeletions(Patients patients, PatientLetters letters, Links links) {
        this.patients = patients;
        this.letters = letters;
        this.links = links;
    }

    /** Mails the patient a link to confirm; until then nothing changes. */
    public void ask(Tx tx, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_WRITE);
        PatientRow row = patients.store().lock(tx, caller.scope(), patientId).orElseThrow(Problem::notFound);
        String token = Secrets.token();
        store.put(tx, row, Secrets.digest(token), LIFETIME);
        Patient patient = patients.shown(tx, caller.scope(), row);
        letters.send(tx, patient, words(patient, links.to(PATH + token), token));
        patients.noted(tx, caller, row, What.ofPatient("deletion_requested", "Deletion requested"));
    }

    /** The name of the partner whose patient the link was mailed to; 404 when the link is not valid any more. */
    public String partnerOf(Tx tx, String token) {
        DeletionStore.Asked asked = store.find(tx, Secrets.digest(token)).orElseThrow(PatientDeletions::over);
        return patients.find(tx, Scope.tenant(asked.tenantId()), asked.patientId())
                .partner()
                .name();
    }

    /** The patient leaves, of its own will; 404 when the link is not valid any more, or just was used. */
    public void confirm(Tx tx, String token) {
        DeletionStore.Asked asked = store.take(tx, Secrets.digest(token)).orElseThrow(PatientDeletions::over);
        leave(tx, Caller.system(asked.tenantId()), asked.patientId(), HistoryStore.By.PATIENT);
    }

    /** Takes a patient away: nobody finds it until it is restored, and its e-mail is free. */
    public void delete(Tx tx, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_WRITE);
        leave(tx, caller, patientId, PatientHistory.by(caller));
    }

    private void leave(Tx tx, Caller caller, UUID patientId, HistoryStore.By by) {
        PatientRow before = patients.store().lock(tx, caller.scope(), patientId).orElseThrow(Problem::notFound);
        PatientRow after = turned(before, false);
        Instant now = patients.ground().clocks().now(before.tenantId());
        turn(tx, after, now, now);
        patients.line(tx, after, What.ofPatient("deleted", "Patient deactivated"), by);
        patients.ground()
                .audit()
                .changed(tx, caller, Patients.change("patient.deleted", after, active(before), active(after)));
        patients.ground()
                .events()
                .append(
                        tx,
                        new PatientDeleted(
                                after.tenantId(),
                                patientId,
                                after.version(),
                                after.details().metadata()));
    }

    /** Brings a patient back; refused when another has its e-mail now. One that never left stays as it is. */
    public Patient restore(Tx tx, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_WRITE);
        Optional<PatientRow> left = patients.store().lockDeleted(tx, caller.scope(), patientId);
        if (left.isEmpty()) {
            return patients.find(tx, caller.scope(), patientId);
        }
        PatientRow before = left.get();
        PatientRow after = turned(before, true);
        turn(tx, after, null, patients.ground().clocks().now(before.tenantId()));
        patients.line(tx, after, What.ofPatient("restored", "Patient restored"), PatientHistory.by(caller));
        patients.ground()
                .audit()
                .changed(tx, caller, Patients.change("patient.restored", after, active(before), active(after)));
        patients.ground().events().append(tx, new PatientRestored(after.tenantId(), patientId, after.version()));
        return patients.shown(tx, caller.scope(), after);
    }

    private static PatientRow turned(PatientRow row, boolean active) {
        return row.next(Fields.with(row.details(), Map.of("active", active)), row.address(), row.metafields());
    }

    private void turn(Tx tx, PatientRow after, @Nullable Instant deletedAt, Instant now) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(active(after));
        columns.put("deleted_at", deletedAt);
        store.drop(tx, after);
        if (!patients.store().update(tx, after, columns, now)) {
            throw Patients.taken();
        }
    }

    private static Map<String, @Nullable Object> active(PatientRow row) {
        Map<String, @Nullable Object> active = new LinkedHashMap<>();
        active.put("active", row.details().active());
        return active;
    }

    private static Problem over() {
        return Problem.notFound().message("The link is not valid any more.");
    }

    private static PatientLetters.Words words(Patient to, String link, String token) {
        return new PatientLetters.Words(
                "Please confirm: your records at " + to.partner().name(),
                "Hello " + to.firstName() + ",\n\nyou or " + to.partner().name()
                        + " asked for your records to be taken away. With this link you confirm it within the next 3 days;"
                        + " cases that are still open are cancelled then:\n\n" + link
                        + "\n\nIf you do not want that, nothing needs to be done.\n",
                token);
    }
}
