package io.careloom.patients;

import static io.careloom.patients.PatientWorld.address;
import static io.careloom.patients.PatientWorld.details;
import static io.careloom.patients.PatientWorld.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerProfile;
import io.careloom.platform.Fields;
import io.careloom.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatientsTest {
    private static final String TAKEN = "ERROR_PATIENT_EMAIL_ALREADY_TAKEN";

    private static TestDatabase database;
    private static PatientWorld world;
    private static PartnerProfile partner;
    private static Caller sandbox;
    private static Caller live;
    private static Caller stranger;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        partner = world.access.partner("Fernhollow Clinic");
        sandbox = world.program(partner, Environment.SANDBOX);
        live = world.program(partner, Environment.LIVE);
        stranger = world.program(world.access.partner("Brightwater Health"), Environment.SANDBOX);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Patient find(Caller caller, UUID patientId) {
        return world.read(tx -> world.patients.find(tx, caller.scope(), patientId));
    }

    private static Patient change(Caller caller, UUID patientId, ChangePatient command) {
        return world.write(tx -> world.patients.change(tx, caller, patientId, command));
    }

    private static ChangePatient only(String field, Object value) {
        Map<String, Object> details = new HashMap<>();
        details.put(field, value);
        return new ChangePatient(details, null, Change.absent());
    }

    private static void assertRefused(ThrowingCallable work, String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.fields()).containsKey(field);
        });
    }

    private static void assertNotFound(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void whatWasToldIsFoundAgain() {
        Patient made = world.patient(sandbox, " Odile ", "Marchetti", email());
        Patient found = find(sandbox, made.patientId());

        assertThat(found).isEqualTo(made);
        assertThat(found.firstName()).isEqualTo("Odile");
        assertThat(found.genderLabel()).isEqualTo("Female");
        assertThat(found.isLive()).isFalse();
        assertThat(found.partnerId()).isEqualTo(partner.id());
        assertThat(found.address().state().name()).isEqualTo("Colorado");
        assertThat(found.metafields()).isEmpty();
        assertThat(world.<UUID>read(tx -> world.patients.tenantOf(tx, found))).isEqualTo(sandbox.tenant());
    }

    @Test
    void aCreationIsToldAndAudited() {
        Patient made = world.patient(sandbox, "Ilse", "Vandermeer", email());

        assertThat(world.events(made.patientId())).containsExactly("PatientCreated 1");
        assertThat(world.audited(made.patientId())).containsExactly("patient.created");
    }

    @Test
    void anotherTenantsPatientIsNotFound() {
        UUID patientId = world.patient(sandbox, "Noor", "Halloran", email()).patientId();

        assertNotFound(() -> find(stranger, patientId));
        assertNotFound(() -> find(live, patientId));
        assertNotFound(() -> change(live, patientId, only("first_name", "Nora")));
        assertThat(world.<Map<UUID, Patient>>read(tx -> world.patients.all(tx, stranger.scope(), List.of(patientId))))
                .isEmpty();
    }

    @Test
    void oneTenantHasOnePatientPerEmailWhateverItsCase() {
        String email = email();
        world.patient(sandbox, "Tamsin", "Okoro", email);

        assertThatThrownBy(() -> world.patient(sandbox, "Another", "Person", email.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.message()).isEqualTo(TAKEN);
                    assertThat(problem.fields()).containsOnlyKeys("email");
                });
        assertThat(world.patient(live, "Tamsin", "Okoro", email).isLive()).isTrue();
        assertThat(world.patient(stranger, "Tamsin", "Okoro", email).email()).isEqualTo(email);
    }

    @Test
    void ofManyCreationsAtOnceOneIsMade() throws Exception {
        String email = email();
        List<Callable<Boolean>> creations = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            creations.add(() -> isMade(email));
        }
        long made = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> outcome : threads.invokeAll(creations)) {
                made += outcome.get() ? 1 : 0;
            }
        }

        assertThat(made).isEqualTo(1);
        assertThat(world.<List<Patient>>read(tx -> world.patients.search(tx, sandbox.scope(), email)))
                .hasSize(1);
    }

    private static boolean isMade(String email) {
        while (true) {
            try {
                world.patient(sandbox, "Juno", "Abernathy", email);
                return true;
            } catch (Problem problem) {
                if (problem.kind() != Problem.Kind.UNAVAILABLE) {
                    assertThat(problem.message()).isEqualTo(TAKEN);
                    return false;
                }
            }
        }
    }

    @Test
    void aMinorNeedsWeightAndHeight() {
        Map<String, Object> minor =
                Map.of("date_of_birth", PatientWorld.TODAY.minusYears(18).plusDays(1));
        PatientDetails details = Fields.with(details("Pia", "Lindqvist", email()), minor);

        assertThatThrownBy(() -> world.patient(sandbox, new CreatePatient(details, address(), List.of())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsOnlyKeys("weight", "height"));

        PatientDetails measured = Fields.with(details, Map.of("weight", new BigDecimal("41.50"), "height", 152));
        Patient made = world.patient(sandbox, new CreatePatient(measured, address(), List.of()));
        assertThat(made.weight()).isEqualTo(new BigDecimal("41.5"));
        assertRefused(() -> change(sandbox, made.patientId(), only("weight", null)), "weight");
    }

    @Test
    void whoTurnsEighteenTodayIsNoMinor() {
        PatientDetails adult = Fields.with(
                details("Rune", "Castellan", email()), Map.of("date_of_birth", PatientWorld.TODAY.minusYears(18)));

        assertThat(world.patient(sandbox, new CreatePatient(adult, address(), List.of()))
                        .weight())
                .isNull();
    }

    @Test
    void aChangeIsCountedToldAndAudited() {
        UUID patientId = world.patient(sandbox, "Maren", "Oduya", email()).patientId();
        Patient changed = change(sandbox, patientId, only("last_name", "Oduya-Pell"));
        change(sandbox, patientId, only("allergies", "pollen"));

        assertThat(changed.lastName()).isEqualTo("Oduya-Pell");
        assertThat(find(sandbox, patientId).allergies()).isEqualTo("pollen");
        assertThat(world.events(patientId))
                .containsExactly("PatientCreated 1", "PatientModified 2", "PatientModified 3");
        assertThat(world.audited(patientId)).containsExactly("patient.created", "patient.changed", "patient.changed");
    }

    @Test
    void aChangeThatChangesNothingIsNotTold() {
        PatientDetails weighed =
                Fields.with(details("Esme", "Farrow", email()), Map.of("weight", new BigDecimal("70.000")));
        Patient made = world.patient(sandbox, new CreatePatient(weighed, address(), List.of(property("smoke", "no"))));
        ChangePatient same = new ChangePatient(
                Map.of("first_name", "Esme", "weight", new BigDecimal("70.0"), "gender", 2),
                address(),
                Change.set(List.of(property("smoke", "no"))));

        assertThat(change(sandbox, made.patientId(), same)).isEqualTo(made);
        assertThat(world.events(made.patientId())).containsExactly("PatientCreated 1");
        assertThat(world.audited(made.patientId())).containsExactly("patient.created");
    }

    @Test
    void anEmailCannotBecomeAnothersButMayChangeItsCase() {
        String taken = email();
        world.patient(sandbox, "Linnea", "Prowse", taken);
        String own = email();
        UUID patientId = world.patient(sandbox, "Dorian", "Ashgrove", own).patientId();

        assertThatThrownBy(() -> change(sandbox, patientId, only("email", taken)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.message()).isEqualTo(TAKEN));
        String shouted = own.toUpperCase(java.util.Locale.ROOT);
        assertThat(change(sandbox, patientId, only("email", shouted)).email()).isEqualTo(shouted);
    }

    @Test
    void anSsnIsKeptSealedAndComesBackWithDashes() {
        PatientDetails details = Fields.with(details("Greta", "Solano", email()), Map.of("ssn", "900124567"));
        Patient made = world.patient(sandbox, new CreatePatient(details, address(), List.of()));

        assertThat(made.ssn()).isEqualTo("900-12-4567");
        assertThat(find(sandbox, made.patientId()).ssn()).isEqualTo("900-12-4567");
        byte[] stored = world.read(tx -> tx.handle()
                .createQuery("select ssn from patients.patient where patient_id = :id")
                .bind("id", made.patientId())
                .mapTo(byte[].class)
                .one());
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("4567");
        change(sandbox, made.patientId(), only("ssn", "900-98-7654"));
        assertThat(find(sandbox, made.patientId()).ssn()).isEqualTo("900-98-7654");
        assertThat(change(sandbox, made.patientId(), only("ssn", null)).ssn()).isNull();
    }

    private static NewMetafield property(String key, String value) {
        return new NewMetafield(key, "Title of " + key, value, "string");
    }

    private static ChangePatient properties(NewMetafield... properties) {
        return new ChangePatient(Map.of(), null, Change.set(List.of(properties)));
    }

    @Test
    void customPropertiesAreReplacedAndKeepTheirIdsByKey() {
        Patient made = world.patient(
                sandbox,
                new CreatePatient(
                        details("Ansel", "Brightly", email()),
                        address(),
                        List.of(property("smoke", "no"), property("plan", "gold"))));
        Patient changed =
                change(sandbox, made.patientId(), properties(property("plan", "silver"), property("shoe", "42")));

        assertThat(made.metafields()).extracting(Metafield::key).containsExactly("smoke", "plan");
        assertThat(changed.metafields()).extracting(Metafield::key).containsExactly("plan", "shoe");
        assertThat(changed.metafields()).extracting(Metafield::value).containsExactly("silver", "42");
        assertThat(changed.metafields().getFirst().id())
                .isEqualTo(made.metafields().get(1).id());
        assertThat(change(sandbox, made.patientId(), new ChangePatient(Map.of(), null, Change.set(null)))
                        .metafields())
                .isEmpty();
        assertRefused(
                () -> change(sandbox, made.patientId(), properties(property("a", "1"), property("a", "2"))),
                "metafields.1.key");
    }

    private static ChangePatient moved(Change<UUID> city, Change<String> cityName, Change<String> state) {
        return new ChangePatient(
                Map.of(),
                new AddressChange(Change.absent(), Change.absent(), Change.absent(), city, cityName, state),
                Change.absent());
    }

    @Test
    void anAddressIsChangedInParts() {
        Patient made = world.patient(sandbox, "Petra", "Novakova", email());
        UUID patientId = made.patientId();
        Geography geography = new Geography();
        var ohio = geography.stateNamed("OH").orElseThrow();
        var leetonia = geography.cities(ohio, "Leetonia").getFirst();

        Patient named = change(sandbox, patientId, moved(Change.absent(), Change.set("Aurora"), Change.absent()));
        assertThat(named.address().cityName()).isEqualTo("Aurora");
        assertThat(named.address().state().abbreviation()).isEqualTo("CO");
        assertThat(named.address().addressId()).isEqualTo(made.address().addressId());
        assertThat(named.address().zipCode()).isEqualTo("80247");

        Patient away =
                change(sandbox, patientId, moved(Change.set(leetonia.cityId()), Change.absent(), Change.absent()));
        assertThat(away.address().cityName()).isEqualTo("Leetonia");
        assertThat(away.address().state().name()).isEqualTo("Ohio");
        assertRefused(
                () -> change(
                        sandbox, patientId, moved(Change.set(UUID.randomUUID()), Change.absent(), Change.absent())),
                "address.city_id");
        Patient odd =
                change(sandbox, patientId, moved(Change.set(leetonia.cityId()), Change.absent(), Change.set("TX")));
        assertThat(odd.address().cityName()).isEqualTo("Leetonia");
        assertThat(odd.address().state().name()).isEqualTo("Texas");
        assertRefused(
                () -> change(sandbox, patientId, moved(Change.absent(), Change.absent(), Change.set("Narnia"))),
                "address.state_name");
    }

    @Test
    void aCallerNeedsTheRightAndATenant() {
        Caller reader = new Caller(
                UUID.randomUUID(),
                Role.PANEL_USER,
                Set.of(Permission.PATIENT_READ),
                sandbox.scope(),
                Set.of(Environment.SANDBOX),
                null,
                partner.id(),
                null);
        assertThatThrownBy(() -> world.patient(reader, "Any", "Body", email()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
    }

    private static List<String> found(Scope scope, String text) {
        return world.read(tx -> world.patients.search(tx, scope, text)).stream()
                .map(Patient::email)
                .toList();
    }

    @Test
    void theExactEmailComesFirstThenNames() {
        Caller seeker = world.program(world.access.partner("Cedarline Care"), Environment.SANDBOX);
        world.patient(seeker, "Anna", "Aaronson", "marlow@mail.example.org");
        world.patient(seeker, "Zelda", "Zimmer", "marlow@mail.example");
        world.patient(seeker, "Marlow", "Bexley", "bexley@mail.example");
        world.patient(seeker, "Theo", "Marlow", "theo@mail.example");
        world.patient(seeker, "Una%", "Under_wood", "una@mail.example");

        assertThat(found(seeker.scope(), "MARLOW@mail.example"))
                .containsExactly("marlow@mail.example", "marlow@mail.example.org");
        assertThat(found(seeker.scope(), "marlow"))
                .containsExactly(
                        "marlow@mail.example.org", "bexley@mail.example", "theo@mail.example", "marlow@mail.example");
        assertThat(found(seeker.scope(), "Marlow B")).containsExactly("bexley@mail.example");
        assertThat(found(seeker.scope(), "una%")).containsExactly("una@mail.example");
        assertThat(found(seeker.scope(), "under_")).containsExactly("una@mail.example");
        assertThat(found(seeker.scope(), "%")).isEmpty();
        assertThat(found(stranger.scope(), "marlow@mail.example")).isEmpty();
    }

    @Test
    void aPhoneNumberIsFoundInAnyForm() {
        Caller seeker = world.program(world.access.partner("Willowbank"), Environment.LIVE);
        String email = email();
        PatientDetails details =
                Fields.with(details("Sable", "Quist", email), Map.of("phone_number", "+1 (816) 679-2211"));
        world.patient(seeker, new CreatePatient(details, address(), List.of()));

        for (String text : Arrays.asList("8166792211", "(816) 679-2211", "816-679", "1 816 679 2211", "+18166792211")) {
            assertThat(found(seeker.scope(), text)).as(text).containsExactly(email);
        }
        assertThat(found(seeker.scope(), "679")).isEmpty();
    }

    @Test
    void staffSearchOnePartnersPatients() {
        String name = "Quillfeather";
        String own = world.patient(sandbox, "Ida", name, email()).email();
        world.patient(stranger, "Ida", name, email());
        Set<UUID> both = Set.of(sandbox.tenant(), stranger.tenant());
        Caller staff = new Caller(
                UUID.randomUUID(),
                Role.CLINICIAN,
                Set.of(Permission.PATIENT_READ),
                new Scope(both, Set.of()),
                Set.of(Environment.SANDBOX),
                null,
                null,
                null);

        assertThat(found(staff.scope(), name)).hasSize(2);
        assertThat(world.<List<Patient>>read(tx -> world.patients.search(tx, staff, name, partner.id())))
                .extracting(Patient::email)
                .containsExactly(own);
    }
}
