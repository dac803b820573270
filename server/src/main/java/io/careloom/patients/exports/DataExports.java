package io.careloom.patients.exports;

import io.careloom.kernel.Caller;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.patients.Patient;
import io.careloom.patients.PatientHistory;
import io.careloom.patients.PatientHistory.What;
import io.careloom.patients.Patients;
import io.careloom.platform.Ids;
import io.careloom.platform.Links;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import io.careloom.platform.outbound.Letter;
import io.careloom.platform.outbound.Post;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held on a patient, sent to the patient: a request waits, a job packs the archive after the commit and
 * keeps it sealed, and the patient is mailed a link that works for a week. A second request while one waits is the same one.
 */
public final class DataExports implements Subscriber {
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final String PATH = "/links/data/";
    private static final PageQuery ALL = new PageQuery(1, 1_000_000, null, true, null, PageQuery.Trashed.WITHOUT);

    private final ExportStore store = new ExportStore();
    private final Patients patients;
    private final PatientHistory history;
    private final Ground ground;
    private final Map<String, Holding> holdings;

    /**
     * What this chapter stands on.
     *
     * @param json writes a value as JSON
     */
    public record Ground(EventLog events, Vault vault, Post post, Links links, Function<Object, String> json) {}

    /** A packed archive. */
    public record Archive(UUID patientId, byte[] bytes) {
        @Override
        public String toString() {
            return "Archive[" + patientId + "]";
        }
    }

    /** @param holdings what other rooms hold, by the name of its file */
    public DataExports(Patients patients, PatientHistory history, Ground ground, Map<String, Holding> holdings) {
        this.patients = patients;
        this.history = history;
        this.ground = ground;
        this.holdings = new LinkedHashMap<>(holdings);
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

    /** The archive that a mailed link leads to; 404 when the link is not valid any more, or the patient left. */
    public Archive download(Tx tx, String token) {
        ExportStore.Ready ready = store.find(tx, Secrets.digest(token)).orElseThrow(DataExports::over);
        if (living(tx, ready.tenantId(), ready.patientId()) == null) {
            throw over();
        }
        byte[] bytes = ground.vault().openBytes(place(ready.tenantId(), ready.exportId()), ready.content());
        return new Archive(ready.patientId(), bytes);
    }

    /** Drops archives whose time is over; returns how many. */
    public int dropExpired(Tx tx) {
        return store.deleteExpired(tx);
    }

    @Override
    public String name() {
        return "patients.exports";
    }

    @Override
    public Set<String> names() {
        return Set.of(DataRequested.class.getSimpleName());
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        UUID tenantId = event.tenantId();
        UUID exportId = event.subjectId();
        store.lockRequested(tx, tenantId, exportId).ifPresent(patientId -> {
            Patient patient = living(tx, tenantId, patientId);
            if (patient == null) {
                store.drop(tx, tenantId, exportId);
            } else {
                send(tx, tenantId, exportId, patient);
            }
        });
    }

    private void send(Tx tx, UUID tenantId, UUID exportId, Patient patient) {
        byte[] sealed = ground.vault().sealBytes(place(tenantId, exportId), packed(tx, tenantId, patient));
        String token = Secrets.token();
        store.ready(
                tx,
                new ExportStore.Ready(exportId, tenantId, patient.patientId(), sealed),
                Secrets.digest(token),
                LIFETIME);
        ground.post().send(tx, letter(patient, token));
        patients.note(
                tx,
                Caller.system(tenantId),
                patient.patientId(),
                What.ofPatient("data_sent", "Data sent to the patient"));
    }

    private Letter letter(Patient to, String token) {
        return Letter.email(
                to.email(),
                "Your records at " + to.partner().name(),
                "Hello " + to.firstName() + ",\n\nhere is everything that "
                        + to.partner().name()
                        + " holds on you, as one file. The link works for 7 days; whoever has it can read the file:\n\n"
                        + ground.links().to(PATH + token) + "\n",
                token);
    }

    private byte[] packed(Tx tx, UUID tenantId, Patient patient) {
        Caller system = Caller.system(tenantId);
        UUID patientId = patient.patientId();
        Map<String, Object> files = new LinkedHashMap<>();
        files.put("patient", patient);
        files.put("events", history.lines(tx, system, patientId, ALL));
        files.put("exams", history.exams(tx, system, patientId, ALL).items());
        holdings.forEach((name, holding) -> files.put(name, holding.of(tx, tenantId, patientId)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Object> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey() + ".json"));
                zip.write(ground.json().apply(file.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private @Nullable Patient living(Tx tx, UUID tenantId, UUID patientId) {
        return patients.all(tx, Scope.tenant(tenantId), Set.of(patientId)).get(patientId);
    }

    private static Place place(UUID tenantId, UUID exportId) {
        return new Place(tenantId, "patients.data_export", "content", exportId);
    }

    private static Problem over() {
        return Problem.notFound().message("The link is not valid any more.");
    }
}
