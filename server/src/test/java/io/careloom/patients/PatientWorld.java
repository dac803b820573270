package io.careloom.patients;

import io.careloom.access.AccessWorld;
import io.careloom.access.PatientCodes;
import io.careloom.access.User;
import io.careloom.files.Files;
import io.careloom.files.NewFile;
import io.careloom.files.VirusScanner;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.exports.DataExports;
import io.careloom.patients.exports.ExportWorker;
import io.careloom.patients.lists.PatientLists;
import io.careloom.patients.readers.PatientReaders;
import io.careloom.platform.Links;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.blobs.Blobs;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.http.Json;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.TestFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The room of patients on a real database, on a day that stands still. */
public final class PatientWorld implements AutoCloseable {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static final Instant NOW = Instant.parse("2026-11-24T15:04:05.678901Z");
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    public final AccessWorld access;
    public final Files files;
    public final Path folder = TestFolders.create();
    public final Patients patients;
    public final PatientHistory history;
    public final PatientLists lists;
    public final PatientLetters letters;
    public final PatientDeletions deletions;
    public final PatientSignIns signIns;
    public final DataExports exports;
    public final ExportWorker archives;

    /** Done once while the contents of an archive are read, or while it is packed. */
    public final AtomicReference<Runnable> whileReading = new AtomicReference<>(() -> {});

    public final AtomicReference<Runnable> whilePacking = new AtomicReference<>(() -> {});
    public final Clocks clocks = new StandingClocks();
    public final EventLog events = new EventLog(clocks);
    public final AuditTrail audit;

    private static final class StandingClocks implements Clocks {
        @Override
        public Instant now(UUID tenantId) {
            return NOW;
        }

        @Override
        public Instant now() {
            return NOW;
        }
    }

    public PatientWorld(TestDatabase database) {
        access = new AccessWorld(database.database());
        audit = new AuditTrail(access.vault, clocks);
        files = new Files(new Files.Ground(
                new Blobs(folder.resolve("blobs")),
                access.vault,
                events,
                audit,
                clocks,
                VirusScanner.none(),
                Duration.ofMinutes(5),
                new PatientReaders()));
        patients = new Patients(
                new Geography(), access.partners, files, new Patients.Ground(events, audit, access.vault, clocks));
        history = new PatientHistory(patients, access.partners, access.access);
        lists = new PatientLists(new Geography(), access.partners);
        Links links = new Links("https://care.example");
        letters = new PatientLetters(patients, access.post, links, access.vault);
        deletions = new PatientDeletions(patients, letters, links);
        signIns = new PatientSignIns(patients, new PatientCodes(), letters);
        exports = new DataExports(
                patients,
                history,
                new DataExports.Ground(
                        events,
                        access.vault,
                        new Blobs(folder.resolve("archives")),
                        clocks,
                        letters,
                        links,
                        this::packed),
                new DataExports.Holdings(
                        Map.of("kites", (tx, tenantId, patientId) -> {
                            whileReading.getAndSet(() -> {}).run();
                            return List.of("red", "blue");
                        }),
                        files::held));
        archives = new ExportWorker(database.database().transactions(), exports);
    }

    private String packed(Object value) {
        whilePacking.getAndSet(() -> {}).run();
        return new Json().text(value);
    }

    public <T> T write(Function<Tx, T> work) {
        return access.write(work);
    }

    public <T> T read(Function<Tx, T> work) {
        return access.read(work);
    }

    /** A partner's program in one environment, as a token would make it. */
    public Caller program(PartnerProfile partner, Environment environment) {
        UUID tenantId = access.tenant(partner.id(), environment);
        return new Caller(
                UUID.randomUUID(),
                Role.PARTNER_CREDENTIAL,
                EnumSet.of(
                        Permission.PATIENT_READ,
                        Permission.PATIENT_WRITE,
                        Permission.FILE_READ,
                        Permission.FILE_WRITE,
                        Permission.CLINICIAN_READ,
                        Permission.TAG_MANAGE,
                        Permission.TAG_ATTACH),
                new Scope(Set.of(tenantId), Set.of(partner.id())),
                Set.of(environment),
                tenantId,
                partner.id(),
                null);
    }

    /** A member of the internal support staff who may enter one environment of this partner. */
    public Caller staff(PartnerProfile partner, Environment environment) {
        return staff(Set.of(partner), environment);
    }

    public Caller staff(Set<PartnerProfile> partners, Environment environment) {
        Set<UUID> ids = partners.stream().map(PartnerProfile::id).collect(Collectors.toSet());
        User person = access.person(Role.INTERNAL_SUPPORT_STAFF, Set.of(), Set.of(environment));
        return new Caller(
                person.userId(),
                Role.INTERNAL_SUPPORT_STAFF,
                EnumSet.of(Permission.PATIENT_READ, Permission.PATIENT_WRITE),
                new Scope(ids.stream().map(id -> access.tenant(id, environment)).collect(Collectors.toSet()), ids),
                Set.of(environment),
                null,
                null,
                null);
    }

    public Patient patient(Caller caller, String first, String last, String email) {
        return patient(caller, new CreatePatient(details(first, last, email), address(), List.of()));
    }

    public Patient patient(Caller caller, CreatePatient command) {
        return write(tx -> patients.create(tx, caller, command));
    }

    /** An upload of this program. */
    public UUID upload(Caller caller, String name, byte[] content) {
        NewFile file = files.receive(caller, sink -> {
            sink.write(content, 0, content.length);
            return new Files.Told(null, null, name);
        });
        return write(tx -> files.add(tx, caller, file)).file().fileId();
    }

    public static String email() {
        return "patient." + PEOPLE.incrementAndGet() + "@mail.example";
    }

    public static PatientDetails details(String first, String last, String email) {
        return new PatientDetails(
                null,
                first,
                null,
                last,
                null,
                null,
                email,
                "our number 7",
                2,
                "(415) 555-2671",
                2,
                LocalDate.of(1984, 2, 29),
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                true,
                null,
                null,
                null,
                null,
                null);
    }

    public static AddressChange address() {
        return new AddressChange(
                Change.set("12 Larkspur Row"),
                Change.set(null),
                Change.set("80247"),
                Change.absent(),
                Change.set("Denver"),
                Change.set("CO"));
    }

    /** Facts told of a subject, by name, oldest first. */
    public List<String> events(UUID subjectId) {
        return read(tx -> tx.handle()
                .createQuery(
                        "select name || ' ' || sequence from platform.event_log where subject_id = :id order by position")
                .bind("id", subjectId)
                .mapTo(String.class)
                .list());
    }

    /** Changes in the audit trail of a subject, oldest first. */
    public List<String> audited(UUID subjectId) {
        return read(tx -> tx.handle()
                .createQuery("select action from platform.audit_row where subject_id = :id order by position")
                .bind("id", subjectId)
                .mapTo(String.class)
                .list());
    }

    @Override
    public void close() {
        access.close();
        TestFolders.delete(folder);
    }
}
