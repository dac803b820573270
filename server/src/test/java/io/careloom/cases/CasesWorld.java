package io.careloom.cases;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.access.AccessWorld;
import io.careloom.access.Permissions;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseOrders;
import io.careloom.catalog.Catalog;
import io.careloom.clinicians.AreaTerms;
import io.careloom.clinicians.ClinicianDetails;
import io.careloom.clinicians.Clinicians;
import io.careloom.clinicians.CreateClinician;
import io.careloom.files.Files;
import io.careloom.files.VirusScanner;
import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.ChangePartner;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.Tenant;
import io.careloom.partners.charges.Charges;
import io.careloom.patients.AddressChange;
import io.careloom.patients.ChangePatient;
import io.careloom.patients.CreatePatient;
import io.careloom.patients.PatientDeletions;
import io.careloom.patients.PatientDetails;
import io.careloom.patients.PatientLetters;
import io.careloom.patients.Patients;
import io.careloom.patients.readers.PatientReaders;
import io.careloom.platform.Links;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.blobs.Blobs;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriptions;
import io.careloom.platform.outbound.Post;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.TestFolders;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The rooms below cases and cases itself on a real database, with one partner and its subscribers running. */
public final class CasesWorld implements AutoCloseable {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    public final TestDatabase database = TestDatabase.fresh();
    public final AccessWorld people = new AccessWorld(database.database());
    public final TenantClocks clocks = new TenantClocks(database.database().aside());
    public final Geography geography = new Geography();
    public final Catalog catalog;
    public final Clinicians clinicians;
    public final Patients patients;
    public final Cases cases;
    public final Charges charges;
    public final Files files;
    /** What is sent for cases; a world above sets it. */
    public volatile CaseOrders orders = (_, _, _) -> Map.of();

    private final Path folder = TestFolders.create();
    public final PartnerProfile partner = people.partner("Harbour Hair");
    public final PartnerProfile otherPartner = people.partner("Meadow Skin");
    public final State california = geography.stateNamed("CA").orElseThrow();
    private final Subscriptions subscriptions;
    private final Map<String, Caller> tokens = new ConcurrentHashMap<>();

    public CasesWorld() {
        EventLog events = new EventLog(clocks);
        AuditTrail audit = new AuditTrail(people.vault, clocks);
        files = new Files(new Files.Ground(
                new Blobs(folder),
                people.vault,
                events,
                audit,
                clocks,
                VirusScanner.none(),
                Duration.ofHours(1),
                new PatientReaders()));
        patients = new Patients(
                geography, people.partners, files, new Patients.Ground(events, audit, people.vault, clocks));
        catalog = new Catalog(
                new Catalog.Neighbours(geography, people.partners, files, this::isClinician),
                new Catalog.Ground(events, audit, clocks));
        clinicians = new Clinicians(
                new Clinicians.Neighbours(geography, people.partners, people.access, catalog, files),
                new Clinicians.Ground(events, audit, clocks));
        charges = new Charges(people.partners, events, audit);
        cases = new Cases(
                new Cases.Neighbours(people.partners, charges, catalog, clinicians, patients, geography, files),
                new Cases.Ground(events, audit, people.vault, clocks, 50, this::ordersOf));
        subscriptions = new Subscriptions(people.transactions, database.address(2), events, cases.subscribers());
        subscriptions.start();
    }

    /** How patients leave and come back. */
    public PatientDeletions deletions() {
        Links links = new Links("https://care.example");
        return new PatientDeletions(
                patients, new PatientLetters(patients, new Post(people.vault), links, people.vault), links);
    }

    private Map<UUID, List<CaseOrders.Line>> ordersOf(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return orders.of(tx, scope, caseIds);
    }

    private boolean isClinician(Tx tx, UUID clinicianId) {
        return clinicians.cards(tx, Set.of(clinicianId)).containsKey(clinicianId);
    }

    public <T> T write(Function<Tx, T> work) {
        return people.write(work);
    }

    public <T> T read(Function<Tx, T> work) {
        return people.read(work);
    }

    public Caller partnerIn(Environment environment) {
        return credential(partner, environment);
    }

    public Caller credential(PartnerProfile of, Environment environment) {
        UUID tenantId = people.tenant(of.id(), environment);
        return new Caller(
                UUID.randomUUID(),
                Role.PARTNER_CREDENTIAL,
                Permissions.of(Role.PARTNER_CREDENTIAL, Set.of(environment)),
                new Scope(Set.of(tenantId), Set.of(of.id())),
                Set.of(environment),
                tenantId,
                of.id(),
                null);
    }

    /** Somebody of the staff with the rights of the role; reaches every tenant. */
    public Caller staff(Role role, UUID clinicianId) {
        Set<UUID> tenants = Set.copyOf(read(
                tx -> people.partners.tenants(tx).stream().map(Tenant::tenantId).toList()));
        return new Caller(
                UUID.randomUUID(),
                role,
                Permissions.of(role, EnumSet.allOf(Environment.class)),
                new Scope(tenants, Set.of(partner.id(), otherPartner.id())),
                EnumSet.allOf(Environment.class),
                null,
                null,
                clinicianId);
    }

    /** As its token would make it: it reads as itself, and as whoever practises in its states now. */
    public Caller clinicianCaller(UUID clinicianId) {
        Set<UUID> readers = new HashSet<>(read(tx -> clinicians.practiceStates(tx, clinicianId)));
        readers.add(clinicianId);
        Caller whole = staff(Role.CLINICIAN, clinicianId);
        return new Caller(
                whole.id(),
                whole.role(),
                whole.permissions(),
                whole.scope().openTo(readers),
                whole.environments(),
                null,
                null,
                clinicianId);
    }

    /** An available clinician, licensed in California for good. */
    public UUID clinician() {
        UUID id = unlicensedClinician();
        licence(id, new AreaTerms("A 1204", null, false));
        return id;
    }

    UUID unlicensedClinician() {
        String email = "clinician." + PEOPLE.incrementAndGet() + "@care.example";
        ClinicianDetails details = ClinicianDetails.named("Ines", "Calloway", email, EnumSet.allOf(Environment.class));
        return write(tx -> clinicians
                .create(tx, admin(), new CreateClinician(details, null, AccessWorld.PASSWORD))
                .clinician()
                .clinicianId());
    }

    void licence(UUID clinicianId, AreaTerms terms) {
        write(tx -> {
            clinicians.practiceAreas().put(tx, admin(), clinicianId, california.stateId(), terms);
            return true;
        });
    }

    public Caller admin() {
        return staff(Role.ADMIN, null);
    }

    /** A new patient of this credential's tenant, living in California. */
    public UUID patient(Caller credential) {
        PatientDetails details = new PatientDetails(
                null,
                "Marlow",
                null,
                "Teasdale",
                null,
                null,
                "marlow." + PEOPLE.incrementAndGet() + "@mail.example",
                null,
                1,
                "(415) 555-0134",
                2,
                LocalDate.of(1988, 4, 12),
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
        AddressChange address = new AddressChange(
                Change.set("12 Juniper Street"),
                Change.absent(),
                Change.set("94110"),
                Change.absent(),
                Change.set("San Francisco"),
                Change.set("California"));
        return write(tx -> patients.create(tx, credential, new CreatePatient(details, address, List.of()))
                .patientId());
    }

    void moves(Caller credential, UUID patientId, String state) {
        AddressChange there = new AddressChange(
                Change.absent(), Change.absent(), Change.absent(), Change.absent(), Change.absent(), Change.set(state));
        write(tx -> patients.change(tx, credential, patientId, new ChangePatient(Map.of(), there, Change.absent())));
    }

    /** A case of a new patient, of which only this is said. */
    public CaseChart submit(Caller credential, Function<SubmitCase, SubmitCase> said) {
        SubmitCase plain = plain(patient(credential));
        return write(tx -> cases.submit(tx, credential, said.apply(plain)));
    }

    static SubmitCase plain(UUID patientId) {
        return new SubmitCase(patientId, false, false, null, "order 15", null, true, List.of(), List.of(), List.of());
    }

    static SubmitCase held(SubmitCase plain) {
        return new SubmitCase(
                plain.patientId(), true, false, null, plain.metadata(), null, true, List.of(), List.of(), List.of());
    }

    static SubmitCase needingApproval(SubmitCase plain) {
        return new SubmitCase(
                plain.patientId(), false, true, null, plain.metadata(), null, true, List.of(), List.of(), List.of());
    }

    public static SubmitCase wanting(SubmitCase plain, UUID clinicianId) {
        return new SubmitCase(
                plain.patientId(),
                false,
                false,
                null,
                plain.metadata(),
                clinicianId,
                true,
                List.of(),
                List.of(),
                List.of());
    }

    static SubmitCase tagged(SubmitCase plain, List<UUID> tagIds) {
        return new SubmitCase(
                plain.patientId(), false, false, null, null, plain.clinicianId(), true, List.of(), tagIds, List.of());
    }

    public String status(UUID caseId) {
        return read(tx -> cases.find(tx, system(tx, caseId), caseId))
                .caseStatus()
                .name();
    }

    /** Waits for subscribers to bring the case there. */
    public void becomes(UUID caseId, String status) {
        try {
            eventually("the case is " + status, () -> status(caseId).equals(status));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the policy to keep these reasons with the case. */
    void explained(UUID caseId, String... verdicts) {
        try {
            eventually(
                    "the reasons are kept",
                    () -> read(tx -> cases.history().assignment(tx, system(tx, caseId), caseId))
                            .content()
                            .verdicts()
                            .equals(List.of(verdicts)));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the partner pays for a kind of case. */
    void price(PartnerProfile of, String field, String amount) {
        Caller admin = staff(Role.ADMIN, null);
        write(tx ->
                people.partners.change(tx, admin, of.id(), new ChangePartner(Map.of(field, new BigDecimal(amount)))));
    }

    /** Type and amount of what the case's partner was charged for it. */
    List<String> charges(UUID caseId) {
        return read(tx -> tx.handle()
                .createQuery(
                        "select type || ' ' || amount from partners.charge where case_id = :id order by created_at")
                .bind("id", caseId)
                .mapTo(String.class)
                .list());
    }

    private Caller system(Tx tx, UUID caseId) {
        return Caller.system(tx.handle()
                .createQuery("select tenant_id from cases.patient_case where case_id = :id")
                .bind("id", caseId)
                .mapTo(UUID.class)
                .one());
    }

    /** Names of the events told about the case, in order; their numbers must have no gap. */
    public List<String> told(UUID caseId) {
        return read(tx -> tx.handle()
                .createQuery("select name from platform.event_log where subject_id = :id order by sequence")
                .bind("id", caseId)
                .mapTo(String.class)
                .list());
    }

    List<Long> numbers(UUID caseId) {
        return read(tx -> tx.handle()
                .createQuery("select sequence from platform.event_log where subject_id = :id order by sequence")
                .bind("id", caseId)
                .mapTo(Long.class)
                .list());
    }

    /** A bearer token that stands for this caller. */
    public String token(Caller caller) {
        String token = "token-" + UUID.randomUUID();
        tokens.put(token, caller);
        return token;
    }

    public Caller authenticate(String token) {
        Caller caller = tokens.get(token);
        if (caller == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
        }
        return caller;
    }

    @Override
    public void close() {
        subscriptions.close();
        people.close();
        database.close();
        TestFolders.delete(folder);
    }
}
