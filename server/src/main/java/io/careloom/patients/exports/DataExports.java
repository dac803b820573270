package io.careloom.patients.exports;

import io.careloom.files.Files;
import io.careloom.kernel.Caller;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.patients.Patient;
import io.careloom.patients.PatientHistory;
import io.careloom.patients.PatientHistory.What;
import io.careloom.patients.PatientLetters;
import io.careloom.patients.Patients;
import io.careloom.platform.Ids;
import io.careloom.platform.Links;
import io.careloom.platform.blobs.Blobs;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held on a patient, sent to the patient: a request waits, {@link ExportWorker} packs the archive and keeps
 * it sealed, and the patient is mailed a link that works for a week. A second request while one waits is the same one.
 */
public final class DataExports {
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration STRAY_AGE = Duration.ofHours(24);
    private static final String PATH = "/links/data/";
    private static final PageQuery ALL = new PageQuery(1, 1_000_000, null, true, null, PageQuery.Trashed.WITHOUT);

    private final ExportStore store = new ExportStore();
    private final Patients patients;
    private final PatientHistory history;
    private final Ground ground;
    private final Holdings holdings;

    /**
     * What this chapter stands on.
     *
     * @param json writes a value as JSON
     */
    public record Ground(
            EventLog events,
            Vault vault,
            Blobs blobs,
            Clocks clocks,
            PatientLetters letters,
            Links links,
            Function<Object, String> json) {}

    /**
     * What goes into the archive.
     *
     * @param records what other rooms hold, by the name of its file
     */
    public record Holdings(Map<String, Holding> records, Folder files) {
        public Holdings {
            records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
        }
    }

    /** Where the files of patients lie. */
    @FunctionalInterface
    public interface Folder {
        /** All files of a patient, with their content. */
        List<Files.Held> of(Tx tx, UUID tenantId, UUID patientId);
    }

    /**
     * A packed archive.
     *
     * @param size in bytes
     * @param from opens it from a position on
     */
    public record Archive(UUID patientId, long size, LongFunction<InputStream> from) {
        @Override
        public String toString() {
            return "Archive[" + patientId + "]";
        }
    }

    /** The archives, packed from what these hold. */
    public DataExports(Patients patients, PatientHistory history, Ground ground, Holdings holdings) {
        this.patients = patients;
        this.history = history;
        this.ground = ground;
        this.holdings = holdings;
    }

    /** Asks for the archive of a patient, by its id or else its e-mail; a patient out of reach is 404. */
    public void request(Tx tx, Caller caller, @Nullable UUID patientId, @Nullable String email) {
        caller.require(Permission.PATIENT_WRITE);
        Patient patient = wanted(tx, caller, patientId, email);
        UUID tenantId = patients.tenantOf(tx, patient);
        UUID exportId = Ids.random();
        if (store.insert(tx, exportId, tenantId, patient.patientId())) {
            patients.note(tx, caller, patient.patientId(), What.ofPatient("data_requested", "Data requested"));
            ground.events().append(tx, new DataRequested(tenantId, exportId));
        }
    }

    private Patient wanted(Tx tx, Caller caller, @Nullable UUID patientId, @Nullable String email) {
        if (patientId != null) {
            return patients.hold(tx, caller.scope(), patientId);
        }
        if (email == null) {
            throw Problem.invalid("patient_id", "The patient_id or the patient_email is required.");
        }
        List<Patient> found = patients.withEmail(tx, caller.scope(), email);
        if (found.size() > 1) {
            throw Problem.invalid("patient_email", "Several patients have this e-mail: name the patient_id.");
        }
        return found.stream().findFirst().orElseThrow(Problem::notFound);
    }

    /** The archive that a mailed link leads to; 404 when its time is over, or the patient left or has another e-mail. */
    public Archive download(Tx tx, String token) {
        ExportStore.Ready ready = store.find(tx, Secrets.digest(token)).orElseThrow(DataExports::over);
        ExportStore.Claim of = ready.of();
        Patient patient = living(tx, of.tenantId(), of.patientId());
        if (patient == null || !patient.email().equalsIgnoreCase(ready.mailedTo())) {
            throw over(); // who reads the old mailbox gets nothing
        }
        ExportStore.Content content = ready.content();
        byte[] key = ground.vault().openBytes(place(of.tenantId(), of.exportId()), content.key());
        return new Archive(
                of.patientId(), content.size(), position -> ground.blobs().open(content.blobId(), key, position));
    }

    /** Drops archives whose time is over, and what a crash or a failed commit left of others; returns how many expired. */
    public int dropExpired(Tx tx) {
        List<UUID> expired = store.deleteExpired(tx);
        List<UUID> old = ground.blobs().sweep(ground.clocks().now(), STRAY_AGE);
        List<UUID> present = store.present(tx, old);
        dropAfter(tx, expired);
        dropAfter(tx, old.stream().filter(id -> !present.contains(id)).toList());
        return expired.size();
    }

    private void dropAfter(Tx tx, List<UUID> blobIds) {
        tx.afterCommit(() -> blobIds.forEach(ground.blobs()::delete));
    }

    ExportStore store() {
        return store;
    }

    Ground ground() {
        return ground;
    }

    /** What goes into the archive of a patient; empty when the patient left. */
    Optional<ArchiveContents> contents(Tx tx, ExportStore.Claim claim) {
        UUID tenantId = claim.tenantId();
        UUID patientId = claim.patientId();
        Patient patient = living(tx, tenantId, patientId);
        if (patient == null) {
            return Optional.empty();
        }
        Caller system = Caller.system(tenantId);
        Map<String, Object> records = new LinkedHashMap<>();
        records.put("patient", patient);
        records.put("events", history.lines(tx, system, patientId, ALL));
        records.put("exams", history.exams(tx, system, patientId, ALL).items());
        holdings.records().forEach((name, holding) -> records.put(name, holding.of(tx, tenantId, patientId)));
        return Optional.of(new ArchiveContents(records, holdings.files().of(tx, tenantId, patientId)));
    }

    /** Keeps a packed archive and mails its link; drops the request of a patient who left meanwhile. */
    void send(Tx tx, ExportStore.Claim claim, ExportStore.Content content) {
        Patient patient = living(tx, claim.tenantId(), claim.patientId());
        if (patient == null) {
            store.drop(tx, claim);
            dropAfter(tx, List.of(content.blobId()));
            return;
        }
        String token = Secrets.token();
        ExportStore.Ready ready = new ExportStore.Ready(claim, patient.email(), content);
        dropAfter(tx, store.ready(tx, ready, Secrets.digest(token), LIFETIME));
        ground.letters().send(tx, patient, words(patient, token));
        patients.note(
                tx,
                Caller.system(claim.tenantId()),
                patient.patientId(),
                What.ofPatient("data_sent", "Data sent to the patient"));
    }

    private PatientLetters.Words words(Patient to, String token) {
        return new PatientLetters.Words(
                "Your records at " + to.partner().name(),
                "Hello " + to.firstName() + ",\n\nhere is everything that "
                        + to.partner().name()
                        + " holds on you, as one file. The link works for 7 days; whoever has it can read the file:\n\n"
                        + ground.links().to(PATH + token) + "\n",
                token);
    }

    private @Nullable Patient living(Tx tx, UUID tenantId, UUID patientId) {
        return patients.all(tx, Scope.tenant(tenantId), Set.of(patientId)).get(patientId);
    }

    static Place place(UUID tenantId, UUID exportId) {
        return new Place(tenantId, "patients.data_export", "content_key", exportId);
    }

    private static Problem over() {
        return Problem.notFound().message("The link is not valid any more.");
    }
}
