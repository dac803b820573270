package io.careloom.clinicians;

import static io.careloom.clinicians.ClinicianWorld.ADMIN;
import static io.careloom.clinicians.ClinicianWorld.caller;
import static io.careloom.clinicians.ClinicianWorld.email;
import static io.careloom.clinicians.ClinicianWorld.self;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.access.User;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.patients.PatientWorld;
import io.careloom.platform.Fields;
import io.careloom.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CliniciansTest {
    private static final LocalDate TODAY = PatientWorld.TODAY;

    private static TestDatabase database;
    private static ClinicianWorld world;
    private static Clinicians clinicians;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new ClinicianWorld(database);
        clinicians = world.clinicians;
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Clinician change(Clinician clinician, String field, Object value) {
        Map<String, Object> details = new HashMap<>();
        details.put(field, value);
        return world.ground
                .write(tx -> clinicians.change(
                        tx, ADMIN, clinician.clinicianId(), new ChangeClinician(details, Change.absent())))
                .clinician();
    }

    private static void assertProblem(Problem.Kind kind, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    @Test
    void aClinicianIsMadeWithAnAccountOfItsOwn() {
        Clinician made = world.clinician("Ottilie", "Brandt");
        User account = world.account(made);

        assertThat(account.role()).isEqualTo(Role.CLINICIAN);
        assertThat(account.clinicianId()).isEqualTo(made.clinicianId());
        assertThat(account.email()).isEqualTo(made.details().email());
        assertThat(account.environments()).containsExactlyInAnyOrder(Environment.values());
        assertThat(made.details().permissions()).containsExactly("live", "sandbox");
        assertThat(world.ground.events(made.clinicianId())).containsExactly("ClinicianChanged 1");
        assertThat(world.ground.audited(made.clinicianId())).containsExactly("clinician.created");
    }

    @Test
    void aTakenEmailMakesNeitherClinicianNorAccount() {
        Clinician first = world.clinician("Corwin", "Vale");
        ClinicianDetails same =
                ClinicianDetails.named("Other", "Person", first.details().email(), Set.of(Environment.SANDBOX));

        assertProblem(
                Problem.Kind.INVALID,
                () -> world.ground.write(tx -> clinicians.create(tx, ADMIN, new CreateClinician(same, null, null))));
        assertThat(list(ADMIN, new ClinicianFilter(null, null, "Other", "Person", List.of())))
                .isEmpty();
    }

    @Test
    void aChangeReachesTheAccount() {
        Clinician made = world.clinician("Sunniva", "Hale");
        change(made, "first_name", "Sunny");
        change(made, "permissions", List.of("sandbox"));
        change(made, "active", false);
        User account = world.account(made);

        assertThat(account.firstName()).isEqualTo("Sunny");
        assertThat(account.environments()).containsExactly(Environment.SANDBOX);
        assertThat(account.active()).isFalse();
        assertThat(world.ground.events(made.clinicianId()))
                .containsExactly(
                        "ClinicianChanged 1", "ClinicianChanged 2", "ClinicianChanged 3", "ClinicianChanged 4");
    }

    @Test
    void aChangeThatChangesNothingIsNotTold() {
        Clinician made = world.clinician("Aldous", "Finch");
        change(made, "last_name", "Finch");

        assertThat(world.ground.events(made.clinicianId())).containsExactly("ClinicianChanged 1");
    }

    @Test
    void onlyWhoManagesCliniciansChangesThem() {
        Clinician made = world.clinician("Birgit", "Lowell");
        Caller reader = caller(Role.INTERNAL_SUPPORT_STAFF, Set.of(Permission.CLINICIAN_READ), null);
        ChangeClinician change = new ChangeClinician(Map.of("suffix", "MD"), Change.absent());

        assertProblem(
                Problem.Kind.FORBIDDEN,
                () -> world.ground.write(tx -> clinicians.change(tx, reader, made.clinicianId(), change)));
        assertProblem(
                Problem.Kind.FORBIDDEN,
                () -> world.ground.write(
                        tx -> clinicians.licenses().create(tx, reader, made.clinicianId(), "npi", "1234567893")));
        assertProblem(
                Problem.Kind.NOT_FOUND,
                () -> world.ground.write(tx -> clinicians.change(tx, ADMIN, UUID.randomUUID(), change)));
    }

    private static List<UUID> list(Caller caller, ClinicianFilter filter) {
        return world.ground.read(tx -> clinicians.list(tx, caller, filter, PageQuery.FIRST)).items().stream()
                .map(view -> view.clinician().clinicianId())
                .toList();
    }

    @Test
    void aClinicianAndItsAssistantSeeThatClinicianOnly() {
        Clinician own = world.clinician("Maeve", "Corrigan");
        Clinician other = world.clinician("Teodor", "Vass");
        Caller assistant = caller(Role.MEDICAL_ASSISTANT, Set.of(Permission.CLINICIAN_READ), own.clinicianId());

        for (Caller caller : List.of(self(own), assistant)) {
            assertThat(list(caller, ClinicianFilter.ALL)).containsExactly(own.clinicianId());
            assertProblem(
                    Problem.Kind.NOT_FOUND,
                    () -> world.ground.read(tx -> clinicians.view(tx, caller, other.clinicianId())));
        }
    }

    @Test
    void aPartnerSeesTheCliniciansOfItsCases() {
        Clinician engaged = world.clinician("Isolde", "Prentiss");
        Caller partner = world.ground.program(world.ground.access.partner("Fernhollow Clinic"), Environment.SANDBOX);
        ThrowingCallable look = () -> world.ground.read(tx -> clinicians.view(tx, partner, engaged.clinicianId()));

        assertProblem(Problem.Kind.NOT_FOUND, look);
        for (int i = 0; i < 2; i++) {
            world.ground.write(tx -> {
                clinicians.engaged(tx, engaged.clinicianId(), partner.tenant());
                return engaged;
            });
        }
        assertThat(list(partner, ClinicianFilter.ALL)).containsExactly(engaged.clinicianId());
        assertThat(world.ground
                        .<ClinicianView>read(tx -> clinicians.view(tx, partner, engaged.clinicianId()))
                        .clinician())
                .isEqualTo(engaged);
    }

    @Test
    void theListIsFilteredSearchedAndSorted() {
        Clinician a = world.clinician("Quentin", "Zabriskie");
        Clinician b = world.clinician("Quenby", "Zabel");
        change(b, "permissions", List.of("live"));
        String emailOfA = a.details().email().toUpperCase(java.util.Locale.ROOT);
        UUID idOfB = b.clinicianId();

        assertThat(list(ADMIN, new ClinicianFilter(null, null, null, "zab", List.of())))
                .containsExactly(b.clinicianId(), a.clinicianId());
        assertThat(list(ADMIN, new ClinicianFilter(null, emailOfA, null, null, List.of())))
                .containsExactly(a.clinicianId());
        assertThat(list(ADMIN, new ClinicianFilter(idOfB, null, "quen", null, List.of())))
                .containsExactly(b.clinicianId());
        assertThat(list(ADMIN, new ClinicianFilter(null, null, null, "zab", List.of("sandbox"))))
                .containsExactly(a.clinicianId());
        assertThat(list(ADMIN, new ClinicianFilter(null, null, null, "zab", List.of("sandbox", "live"))))
                .hasSize(2);
        PageQuery search = new PageQuery(1, 1, "created_at", false, "quentin zab", PageQuery.Trashed.WITHOUT);
        assertThat(world.ground
                        .read(tx -> clinicians.list(tx, ADMIN, ClinicianFilter.ALL, search))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void cardsShowNationwideLicences() {
        Clinician made = world.clinician("Hedda", "Rourke");
        world.ground.write(tx -> {
            clinicians.licenses().create(tx, ADMIN, made.clinicianId(), "npi", "1234567893");
            return clinicians.licenses().create(tx, ADMIN, made.clinicianId(), "dea", "RM1234567");
        });
        Map<UUID, ClinicianCard> cards =
                world.ground.read(tx -> clinicians.cards(tx, List.of(made.clinicianId(), UUID.randomUUID())));

        assertThat(cards).containsOnlyKeys(made.clinicianId());
        ClinicianCard card = cards.get(made.clinicianId());
        assertThat(card.fullName()).isEqualTo("Hedda Rourke");
        assertThat(card.licenses())
                .extracting(ClinicianCard.LicenseNumber::type, ClinicianCard.LicenseNumber::value)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("npi", "1234567893"),
                        org.assertj.core.groups.Tuple.tuple("dea", "RM1234567"));
    }

    @Test
    void aClinicianHasOneNpiAndNoLicenceTwice() {
        UUID id = world.clinician("Florian", "Speck").clinicianId();
        Licenses licenses = clinicians.licenses();
        world.ground.write(tx -> licenses.create(tx, ADMIN, id, "npi", "1234567893"));
        License dea = world.ground.write(tx -> licenses.create(tx, ADMIN, id, "dea", "RM1234567"));
        world.ground.write(tx -> licenses.create(tx, ADMIN, id, "dea", "RM7654321"));

        assertProblem(
                Problem.Kind.INVALID,
                () -> world.ground.write(tx -> licenses.create(tx, ADMIN, id, "npi", "1598738916")));
        assertProblem(
                Problem.Kind.INVALID,
                () -> world.ground.write(tx -> licenses.create(tx, ADMIN, id, "dea", "RM1234567")));
        assertProblem(
                Problem.Kind.INVALID,
                () -> world.ground.write(tx -> licenses.change(tx, ADMIN, id, dea.licenseId(), "RM7654321")));
        assertProblem(
                Problem.Kind.INVALID,
                () -> world.ground.write(tx -> licenses.create(tx, ADMIN, id, "board", "RM1234567")));
        assertProblem(
                Problem.Kind.NOT_FOUND,
                () -> world.ground.write(tx -> licenses.change(
                        tx, ADMIN, world.clinician("Any", "Other").clinicianId(), dea.licenseId(), "RM1111111")));
    }

    @Test
    void candidatesTellAllThatAssignmentAsks() {
        Clinician made = world.clinician("Linus", "Ekdahl");
        UUID eastern = world.geography
                .timezones("America/New_York", PageQuery.FIRST)
                .items()
                .getFirst()
                .timezoneId();
        change(made, "timezone_id", eastern);
        change(made, "is_out_of_office", true);
        change(made, "out_of_office_from", LocalDate.of(2026, 12, 20));
        change(made, "out_of_office_return_at", LocalDate.of(2027, 1, 4));
        change(made, "is_testing_account", true);
        change(made, "case_assignment_availability", false);
        world.practise(made, "Ontario", new AreaTerms("ON-77", LocalDate.of(2027, 6, 30), false));

        List<Candidate> found =
                world.ground.read(tx -> clinicians.candidates(tx, world.state("Ontario"), UUID.randomUUID()));

        assertThat(found)
                .containsExactly(new Candidate(
                        made.clinicianId(),
                        "ON-77",
                        LocalDate.of(2027, 6, 30),
                        true,
                        false,
                        true,
                        Instant.parse("2026-12-20T05:00:00Z"),
                        Instant.parse("2027-01-04T05:00:00Z"),
                        Set.of(Environment.values()),
                        true,
                        null,
                        Map.of()));
        assertThat(world.ground.<List<Candidate>>read(
                        tx -> clinicians.candidates(tx, world.state("Manitoba"), UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void aPracticeAreaIsValidThroughItsLastDayInTheState() {
        Clinician made = world.clinician("Petronella", "Voss");
        world.practise(made, "CA", new AreaTerms("A1", TODAY, false));
        world.practise(made, "OR", new AreaTerms("A2", TODAY.minusDays(1), false));
        world.practise(made, "WA", new AreaTerms(null, null, true));

        assertThat(world.ground.<Set<UUID>>read(tx -> clinicians.practiceStates(tx, made.clinicianId())))
                .containsExactlyInAnyOrder(world.state("CA"), world.state("WA"));
        assertThat(world.ground
                        .<PracticeArea>read(
                                tx -> clinicians.practiceAreas().find(tx, ADMIN, made.clinicianId(), world.state("OR")))
                        .isExpired())
                .isTrue();
    }

    @Test
    void practiceAreasArePutChangedAndTaken() {
        Clinician made = world.clinician("Ambrose", "Kettering");
        UUID id = made.clinicianId();
        UUID texas = world.state("TX");
        PracticeAreas areas = clinicians.practiceAreas();
        world.practise(made, "TX", new AreaTerms("T-1", TODAY.plusYears(1), false));
        PracticeArea first = world.ground.read(tx -> areas.find(tx, ADMIN, id, texas));
        world.practise(made, "TX", new AreaTerms(null, TODAY.plusYears(2), true));
        PracticeArea second = world.ground.read(tx -> areas.find(tx, ADMIN, id, texas));

        assertThat(second.practiceAreaId()).isEqualTo(first.practiceAreaId());
        assertThat(second.licenseNumber()).isEqualTo("T-1");
        assertThat(second.expiresAt()).isEqualTo(TODAY.plusYears(2));

        Map<String, Object> cleared = new HashMap<>();
        cleared.put("license_number", null);
        assertThat(world.ground
                        .<PracticeArea>write(tx -> areas.change(tx, ADMIN, id, texas, cleared))
                        .licenseNumber())
                .isNull();
        world.ground.write(tx -> {
            areas.delete(tx, ADMIN, id, texas);
            return texas;
        });
        assertProblem(Problem.Kind.NOT_FOUND, () -> world.ground.read(tx -> areas.find(tx, ADMIN, id, texas)));
        assertThat(world.ground.events(id)).hasSize(5).last().isEqualTo("ClinicianChanged 5");
    }

    @Test
    void aWholeCountryIsPutAtOnceAndKeepsNumbers() {
        Clinician made = world.clinician("Severin", "Oakes");
        world.practise(made, "NV", new AreaTerms("NV-9", TODAY, false));
        UUID country = world.geography.stateNamed("NV").orElseThrow().country().countryId();
        world.ground.write(tx -> {
            clinicians
                    .practiceAreas()
                    .putCountry(tx, ADMIN, made.clinicianId(), country, new AreaTerms(null, TODAY.plusDays(9), true));
            return country;
        });

        Set<UUID> states = world.ground.read(tx -> clinicians.practiceStates(tx, made.clinicianId()));
        assertThat(states).hasSizeGreaterThanOrEqualTo(51).contains(world.state("NV"), world.state("NY"));
        assertThat(world.ground
                        .<PracticeArea>read(
                                tx -> clinicians.practiceAreas().find(tx, ADMIN, made.clinicianId(), world.state("NV")))
                        .licenseNumber())
                .isEqualTo("NV-9");
    }

    private static ChangeOwnProfile own(Map<String, Object> details, List<UUID> areas) {
        return new ChangeOwnProfile(new ChangeClinician(details, Change.absent()), List.of(), areas);
    }

    @Test
    void aClinicianChangesItsProfileButNotItsRights() {
        Clinician made = world.clinician("Thea", "Lindgren");
        world.practise(made, "UT", new AreaTerms("U-1", null, false));
        PracticeArea area = world.ground.read(
                tx -> clinicians.practiceAreas().find(tx, ADMIN, made.clinicianId(), world.state("UT")));
        Map<String, Object> wanted =
                Map.of("last_name", "Lindgren-Moss", "permissions", List.of("live"), "is_testing_account", true);

        Clinician changed = world.ground
                .write(tx -> clinicians.changeOwn(tx, self(made), own(wanted, List.of(area.practiceAreaId()))))
                .clinician();

        assertThat(changed.details().lastName()).isEqualTo("Lindgren-Moss");
        assertThat(changed.details().permissions()).containsExactly("live", "sandbox");
        assertThat(changed.details().isTestingAccount()).isFalse();
        assertThat(world.account(made).lastName()).isEqualTo("Lindgren-Moss");
        assertProblem(
                Problem.Kind.INVALID,
                () -> world.ground.write(
                        tx -> clinicians.changeOwn(tx, self(made), own(Map.of(), List.of(world.state("ID"))))));
    }

    @Test
    void aClinicianCorrectsItsOwnLicences() {
        Clinician made = world.clinician("Ragna", "Holt");
        ChangeOwnProfile.OwnLicense first = new ChangeOwnProfile.OwnLicense(null, "npi", "1234567893");
        ChangeOwnProfile.OwnLicense second = new ChangeOwnProfile.OwnLicense(null, "npi", "1598738916");

        for (ChangeOwnProfile.OwnLicense license : List.of(first, first, second)) {
            ChangeOwnProfile said =
                    new ChangeOwnProfile(new ChangeClinician(Map.of(), Change.absent()), List.of(license), null);
            world.ground.write(tx -> clinicians.changeOwn(tx, self(made), said));
        }

        assertThat(world.ground
                        .<ClinicianView>read(tx -> clinicians.own(tx, self(made)))
                        .licenses())
                .extracting(License::value)
                .containsExactly("1598738916");
    }

    @Test
    void everyRuleOfTheProfileIsKept() {
        ClinicianDetails good = ClinicianDetails.named("Elma", "Ruiz", email(), Set.of(Environment.LIVE));
        assertThat(ClinicianPolicy.faults(good, TODAY)).isEmpty();

        Map<String, Object> bad = Map.of(
                "first_name",
                "",
                "last_name",
                "",
                "email",
                "",
                "permissions",
                List.of("moon"),
                "gender",
                3,
                "phone_type",
                1,
                "date_of_birth",
                TODAY.plusDays(1),
                "out_of_office_from",
                TODAY,
                "out_of_office_return_at",
                TODAY.minusDays(1));
        Set<String> told = new java.util.TreeSet<>(bad.keySet());
        told.remove("out_of_office_from");
        assertThat(ClinicianPolicy.faults(Fields.with(good, bad), TODAY).keySet())
                .containsExactlyInAnyOrderElementsOf(told);
    }
}
