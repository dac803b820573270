package io.careloom.patients;

import static io.careloom.patients.PatientWorld.address;
import static io.careloom.patients.PatientWorld.details;
import static io.careloom.patients.PatientWorld.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerProfile;
import io.careloom.platform.Fields;
import io.careloom.testing.TestDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatientHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T15:04:05.678901Z");

    private static TestDatabase database;
    private static PatientWorld world;
    private static PartnerProfile partner;
    private static Caller sandbox;
    private static Caller live;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        partner = world.access.partner("Fernhollow Clinic");
        sandbox = world.program(partner, Environment.SANDBOX);
        live = world.program(partner, Environment.LIVE);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static UUID patient() {
        return world.patient(sandbox, "Odile", "Marchetti", email()).patientId();
    }

    private static UUID patient(Map<String, Object> health) {
        PatientDetails told = Fields.with(details("Odile", "Marchetti", email()), health);
        return world.patient(sandbox, new CreatePatient(told, address(), List.of()))
                .patientId();
    }

    private static void change(Caller caller, UUID patientId, Map<String, Object> details) {
        world.write(
                tx -> world.patients.change(tx, caller, patientId, new ChangePatient(details, null, Change.absent())));
    }

    private static List<PatientHistory.Line> lines(UUID patientId, int page, int perPage) {
        PageQuery query = new PageQuery(page, perPage, null, true, null, PageQuery.Trashed.WITHOUT);
        return world.read(tx -> world.history.lines(tx, sandbox, patientId, query));
    }

    private static Page<PatientExam> exams(UUID patientId) {
        return world.read(tx -> world.history.exams(tx, sandbox, patientId, PageQuery.FIRST));
    }

    @Test
    void theHistoryBeginsWithThePartnerWhoMadeThePatient() {
        PatientHistory.Line first = lines(patient(), 1, 50).getFirst();

        assertThat(first)
                .isEqualTo(new PatientHistory.Line(
                        first.eventId(), NOW, "patient", "created", "partner", "Fernhollow Clinic", "Patient created"));
        assertThat(first.eventId().version()).isEqualTo(4);
    }

    @Test
    void theHistoryNamesThePersonWhoChangedThePatient() {
        UUID patientId = patient();
        change(world.staff(partner, Environment.SANDBOX), patientId, Map.of("first_name", "Odette"));

        PatientHistory.Line last = lines(patientId, 1, 50).getFirst();
        assertThat(last.type()).isEqualTo("modified");
        assertThat(last.byModel()).isEqualTo("internal-support-staff");
        assertThat(last.by()).isEqualTo("Odile Marchetti");
    }

    @Test
    void theHistoryComesInPagesNewestFirst() {
        UUID patientId = patient();
        change(sandbox, patientId, Map.of("first_name", "Odette"));
        change(sandbox, patientId, Map.of("is_sms_enabled", false));

        assertThat(lines(patientId, 1, 3))
                .extracting(PatientHistory.Line::type)
                .containsExactly("opt_out", "modified", "modified");
        assertThat(lines(patientId, 2, 3)).extracting(PatientHistory.Line::type).containsExactly("created");
    }

    @Test
    void optingInAndOutIsToldByChannel() {
        UUID patientId = patient();
        change(sandbox, patientId, Map.of("is_sms_enabled", false, "is_email_enabled", false));
        change(sandbox, patientId, Map.of("is_sms_enabled", true));
        change(sandbox, patientId, Map.of("is_sms_enabled", true));

        assertThat(world.events(patientId))
                .containsExactly(
                        "PatientCreated 1",
                        "PatientModified 2",
                        "PatientOptChanged 3",
                        "PatientOptChanged 4",
                        "PatientModified 5",
                        "PatientOptChanged 6");
        assertThat(world.<List<String>>read(tx -> tx.handle()
                        .createQuery("select event_type || ' ' || (fields::json ->> 'channel') from platform.event_log"
                                + " where subject_id = :id and name = 'PatientOptChanged' order by position")
                        .bind("id", patientId)
                        .mapTo(String.class)
                        .list()))
                .containsExactly("patient_opt_out email", "patient_opt_out sms", "patient_opt_in sms");
    }

    @Test
    void aPatientWithoutHealthFactsHasNoExam() {
        assertThat(exams(patient()).items()).isEmpty();
    }

    @Test
    void eachTellingOfTheHealthIsAnExam() {
        UUID patientId = patient(Map.of("height", 171, "allergies", "pollen"));
        change(sandbox, patientId, Map.of("first_name", "Odette"));
        Map<String, Object> later = new HashMap<>();
        later.put("allergies", null);
        later.put("medical_conditions", "hay fever");
        change(sandbox, patientId, later);

        List<PatientExam> exams = exams(patientId).items();
        assertThat(exams).hasSize(2);
        assertThat(exams.getFirst())
                .isEqualTo(new PatientExam(
                        exams.getFirst().id(), patientId, 171, null, null, null, "pollen", NOW, NOW, null));
        assertThat(exams.getLast())
                .isEqualTo(new PatientExam(
                        exams.getLast().id(), patientId, 171, null, null, "hay fever", null, NOW, NOW, null));
    }

    @Test
    void anExamIsFoundWithItsPatientOnly() {
        UUID patientId = patient(Map.of("height", 171));
        UUID otherId = patient(Map.of("height", 172));
        UUID examId = exams(patientId).items().getFirst().id();

        assertThat(world.<PatientExam>read(tx -> world.history.exam(tx, sandbox, patientId, examId))
                        .height())
                .isEqualTo(171);
        assertThatThrownBy(() -> world.read(tx -> world.history.exam(tx, sandbox, otherId, examId)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> world.read(tx -> world.history.exam(tx, live, patientId, examId)))
                .isInstanceOf(Problem.class);
    }
}
