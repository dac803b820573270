package io.careloom.patients;

import io.careloom.files.Files;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.patients.PatientHistory.What;
import io.careloom.patients.PatientPolicy.Faults;
import io.careloom.patients.network.NetworkRecords;
import io.careloom.patients.readers.PatientReaders;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.sealing.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Patients. Fact, audit row and event commit with the transaction handed in; a patient outside the scope is 404. One tenant
 * has one patient per e-mail, whatever its case.
 */
public final class Patients {
    private static final String TAKEN = "ERROR_PATIENT_EMAIL_ALREADY_TAKEN";
    private static final String SEALED = "(sealed)";

    /** What an exam tells. */
    private static final Set<String> HEALTH =
            Set.of("height", "weight", "current_medications", "medical_conditions", "allergies");

    /** What names a file. */
    private static final Set<String> FILES = Set.of("driver_license_id", "intro_video_id");

    private final Partners partners;
    private final Files files;
    private final Ground ground;
    private final Addresses addresses;
    private final PatientStore store;
    private final PatientTags tags;
    private final ShownPatients shown;
    private final HistoryStore history = new HistoryStore();
    private final DeletionStore deletions = new DeletionStore();
    private final MetafieldStore metafields = new MetafieldStore();
    private final PatientReaders readers = new PatientReaders();
    private final NetworkRecords network = new NetworkRecords();

    /** What this room stands on. */
    public record Ground(EventLog events, AuditTrail audit, Vault vault, Clocks clocks) {}

    /** The room, complete. */
    public Patients(Geography geography, Partners partners, Files files, Ground ground) {
        this.partners = partners;
        this.files = files;
        this.ground = ground;
        this.addresses = new Addresses(geography);
        this.store = new PatientStore(ground.vault());
        this.tags = new PatientTags(store, ground, partners);
        this.shown = new ShownPatients(new ShownPatients.Sources(geography, partners, files, metafields, tags));
    }

    /** The tags of patients. */
    public PatientTags tags() {
        return tags;
    }

    /** To whom among the people of care records are open. */
    public PatientReaders readers() {
        return readers;
    }

    /** What the e-prescribing network knows of patients. */
    public NetworkRecords network() {
        return network;
    }

    /** One patient. */
    public Patient find(Tx tx, Scope scope, UUID patientId) {
        return shown(tx, scope, store.find(tx, scope, patientId).orElseThrow(Problem::notFound));
    }

    /** The same, and it cannot leave until the transaction ends: whatever is written about it is seen by who cleans up. */
    public Patient hold(Tx tx, Scope scope, UUID patientId) {
        return shown(tx, scope, store.hold(tx, scope, patientId).orElseThrow(Problem::notFound));
    }

    /** Patients by id; those outside the scope are left out. */
    public Map<UUID, Patient> all(Tx tx, Scope scope, Collection<UUID> patientIds) {
        if (patientIds.isEmpty()) {
            return Map.of();
        }
        return shown.of(tx, scope, store.all(tx, scope, patientIds)).stream()
                .collect(Collectors.toMap(Patient::patientId, Function.identity()));
    }

    /**
     * At most 100 patients whose e-mail, last name, full name (first, last) or phone number begins with the text; the one
     * with exactly this e-mail first, then by last and first name. When more match, any 100 of them.
     */
    public List<Patient> search(Tx tx, Scope scope, String text) {
        return shown.of(tx, scope, store.search(tx, scope, text.strip()));
    }

    /** As {@link #search(Tx, Scope, String)}, among the patients of one partner when one is named. */
    public List<Patient> search(Tx tx, Caller caller, String text, @Nullable UUID partnerId) {
        caller.require(Permission.PATIENT_READ);
        if (partnerId == null) {
            return search(tx, caller.scope(), text);
        }
        Set<UUID> tenants =
                partners.tenantsOf(tx, partnerId).stream().map(Tenant::tenantId).collect(Collectors.toSet());
        return search(tx, caller.scope().within(tenants), text);
    }

    /** The tenant a patient belongs to. */
    public UUID tenantOf(Tx tx, Patient patient) {
        Environment environment = patient.isLive() ? Environment.LIVE : Environment.SANDBOX;
        return partners.tenantOf(tx, patient.partnerId(), environment).tenantId();
    }

    /** Makes a patient of the caller's tenant; of several at once with one e-mail, one is made and the others refused. */
    public Patient create(Tx tx, Caller caller, CreatePatient command) {
        return create(tx, caller, caller.tenant(), command);
    }

    /** Makes a patient of a partner; refused where the caller reaches no such partner, or not in this environment. */
    public Patient create(Tx tx, Caller caller, UUID partnerId, Environment environment, CreatePatient command) {
        UUID tenantId = partners.tenantsOf(tx, partnerId).stream()
                .filter(tenant -> tenant.environment() == environment)
                .map(Tenant::tenantId)
                .filter(caller.scope().tenants()::contains)
                .findFirst()
                .orElseThrow(() -> Problem.invalid("partner_id", "There is no such partner in this environment."));
        return create(tx, caller, tenantId, command);
    }

    private Patient create(Tx tx, Caller caller, UUID tenantId, CreatePatient command) {
        caller.require(Permission.PATIENT_WRITE);
        Instant now = ground.clocks().now(tenantId);
        PatientAddress address = checked(command.details(), command.address(), null, now);
        NewMetafield.requireDistinctKeys(command.metafields());
        PatientRow row = PatientRow.made(Ids.random(), Ids.random(), tenantId, command, address);
        if (!store.insert(tx, row, PatientHistory.by(caller), now)) {
            throw taken();
        }
        UUID clinicianId = caller.clinicianId();
        if (clinicianId != null) {
            readers.given(tx, new PatientReaders.Reason(tenantId, row.patientId(), row.patientId()), clinicianId);
        }
        takeIn(tx, caller, row, FILES);
        metafields.insert(tx, row, command.metafields(), now);
        Map<String, @Nullable Object> told = values(row, command.metafields());
        told.values().removeIf(Objects::isNull);
        ground.audit().changed(tx, caller, change("patient.created", row, Map.of(), told));
        ground.events()
                .append(
                        tx,
                        new PatientCreated(
                                tenantId, row.patientId(), 1, row.details().metadata()));
        return shown(tx, caller.scope(), row);
    }

    /** Changes a patient; nothing is written and told when everything stays as it is. */
    public Patient change(Tx tx, Caller caller, UUID patientId, ChangePatient command) {
        caller.require(Permission.PATIENT_WRITE);
        return changed(tx, caller, patientId, command);
    }

    private Patient changed(Tx tx, Caller caller, UUID patientId, ChangePatient command) {
        PatientRow before = store.lock(tx, caller.scope(), patientId).orElseThrow(Problem::notFound);
        Instant now = ground.clocks().now(before.tenantId());
        List<NewMetafield> kept = properties(tx, before);
        List<NewMetafield> wanted =
                command.metafields().isSet() ? orNone(command.metafields().or(null)) : kept;
        NewMetafield.requireDistinctKeys(wanted);
        PatientDetails details = Fields.with(before.details(), command.details());
        PatientAddress address = checked(details, command.address(), before.address(), now);
        PatientRow after = before.next(details, address, wanted.size());
        Map<String, @Nullable Object> old = values(before, kept);
        Map<String, @Nullable Object> changed = values(after, wanted);
        changed.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), old.get(entry.getKey())));
        if (changed.isEmpty()) {
            return shown(tx, caller.scope(), before);
        }
        old.keySet().retainAll(changed.keySet());
        takeIn(tx, caller, after, changed.keySet());
        List<PatientOptChanged> opts = PatientOptChanged.of(after, changed);
        HistoryStore.By by = PatientHistory.by(caller);
        write(tx, after.counting(opts.size()), changed, wanted, now);
        ground.audit().changed(tx, caller, change("patient.changed", after, old, changed));
        ground.events()
                .append(tx, new PatientModified(after.tenantId(), patientId, after.version(), details.metadata()));
        line(tx, after, What.ofPatient("modified", "Patient modified"), by);
        for (PatientOptChanged opt : opts) {
            ground.events().append(tx, opt);
            line(tx, after, What.ofPatient(opt.eventType().substring("patient_".length()), opt.title()), by);
        }
        if (!Collections.disjoint(changed.keySet(), HEALTH)) {
            history.addExam(tx, after, Ids.random(), now);
        }
        return shown(tx, caller.scope(), after);
    }

    /** The files that the details name under these fields become part of the record; INVALID for one out of reach. */
    private void takeIn(Tx tx, Caller caller, PatientRow row, Set<String> fields) {
        Map<String, @Nullable Object> details = Fields.of(row.details());
        Faults faults = new Faults();
        for (String field : FILES) {
            if (fields.contains(field)
                    && details.get(field) instanceof UUID fileId
                    && files.attach(tx, caller, fileId, row.tenantId(), row.patientId())
                            .isEmpty()) {
                faults.add(field, "This file is unknown.");
            }
        }
        faults.refuse();
    }

    /** The patient does not want e-mails of this partner any more; 404 when the caller does not reach the two. */
    public void optOutOfEmail(Tx tx, Caller caller, UUID partnerId, String email) {
        caller.require(Permission.PATIENT_UNSUBSCRIBE);
        Scope scope = partners.within(tx, caller, partnerId);
        List<PatientRow> found = store.withEmail(tx, scope, email);
        if (found.isEmpty()) {
            throw Problem.notFound();
        }
        ChangePatient command = new ChangePatient(Map.of("is_email_enabled", false), null, Change.absent());
        found.forEach(row -> changed(tx, caller, row.patientId(), command));
    }

    /** Living patients with this e-mail, whatever its case: at most one a tenant of the scope. */
    public List<Patient> withEmail(Tx tx, Scope scope, String email) {
        return shown.of(tx, scope, store.withEmail(tx, scope, email));
    }

    /** Keeps that something happened around a patient, for its history and the audit trail; out of reach it is 404. */
    public void note(Tx tx, Caller caller, UUID patientId, What what) {
        noted(tx, caller, store.find(tx, caller.scope(), patientId).orElseThrow(Problem::notFound), what);
    }

    void noted(Tx tx, Caller caller, PatientRow patient, What what) {
        line(tx, patient, what, PatientHistory.by(caller));
        ground.audit().changed(tx, caller, change("patient." + what.type(), patient, Map.of(), Map.of()));
    }

    /** A line of the patient's history, now. */
    void line(Tx tx, PatientRow patient, What what, HistoryStore.By by) {
        Instant now = ground.clocks().now(patient.tenantId());
        history.add(tx, patient, Ids.random(), new HistoryStore.Line(now, what.model(), what.type(), what.title(), by));
    }

    /** For the other doors of this room. */
    PatientStore store() {
        return store;
    }

    /** For the other doors of this room. */
    Ground ground() {
        return ground;
    }

    private void write(
            Tx tx, PatientRow after, Map<String, @Nullable Object> changed, List<NewMetafield> wanted, Instant now) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(changed);
        if (columns.containsKey("metafields")) {
            columns.remove("metafields");
            metafields.put(tx, after, wanted, now);
        }
        if (columns.containsKey("email")) {
            deletions.drop(tx, after); // who reads the old mailbox is asked no more
        }
        if (!store.update(tx, after, columns, now)) {
            throw taken();
        }
    }

    /** The address after the change, when it and the details keep all rules. */
    private PatientAddress checked(
            PatientDetails details, @Nullable AddressChange change, @Nullable PatientAddress present, Instant now) {
        Faults faults = new Faults();
        PatientPolicy.check(details, LocalDate.ofInstant(now, ZoneOffset.UTC), faults);
        PatientAddress address = change == null
                ? present
                : addresses.after(present, change, faults).orElse(null);
        faults.refuse();
        return Objects.requireNonNull(address);
    }

    private static List<NewMetafield> orNone(@Nullable List<NewMetafield> fields) {
        return fields == null ? List.of() : fields;
    }

    private List<NewMetafield> properties(Tx tx, PatientRow row) {
        return row.metafields() == 0
                ? List.of()
                : metafields.of(tx, List.of(row)).getOrDefault(row.patientId(), List.of()).stream()
                        .map(Metafield::told)
                        .toList();
    }

    /** Everything a partner can tell, by column name. */
    private static Map<String, @Nullable Object> values(PatientRow row, List<NewMetafield> fields) {
        Map<String, @Nullable Object> values = Fields.of(row.details());
        values.putAll(Fields.of(row.address()));
        values.put("metafields", fields.stream().map(Fields::of).toList());
        return values;
    }

    static AuditedChange change(
            String action,
            PatientRow row,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        return new AuditedChange(action, row.tenantId(), "patient", row.patientId(), veiled(before), veiled(after));
    }

    /** The audit trail tells that an SSN changed, not what it is. */
    private static Map<String, @Nullable Object> veiled(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> veiled = new LinkedHashMap<>(values);
        veiled.computeIfPresent("ssn", (_, _) -> SEALED);
        return veiled;
    }

    /** For the other doors of this room. */
    Patient shown(Tx tx, Scope scope, PatientRow row) {
        return shown.of(tx, scope, List.of(row)).getFirst();
    }

    static Problem taken() {
        return Problem.invalid("email", TAKEN).message(TAKEN);
    }
}
