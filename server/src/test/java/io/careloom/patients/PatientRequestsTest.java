package io.careloom.patients;

import static io.careloom.patients.PatientWorld.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.outbound.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the patient's mailbox decides: deletions and one-time codes. */
class PatientRequestsTest extends PatientStage {
    private Patient patient() {
        return world.patient(sandbox, "Odile", "Marchetti", email());
    }

    private Letter asked(Caller caller, UUID patientId) {
        world.write(tx -> {
            world.deletions.ask(tx, caller, patientId);
            return true;
        });
        return world.access.nextLetter();
    }

    private boolean confirm(String token) {
        return world.write(tx -> {
            world.deletions.confirm(tx, token);
            return true;
        });
    }

    private String codeFor(Patient patient) {
        world.write(tx -> {
            world.signIns.sendCode(tx, sandbox, patient.email().toUpperCase(Locale.ROOT));
            return true;
        });
        return String.valueOf(world.access.nextLetter().code());
    }

    private Patient validate(Caller caller, Patient patient, String code) {
        return world.read(tx -> world.signIns.validate(tx, caller, patient.email(), code));
    }

    private boolean isHere(Patient patient) {
        return world.<Map<UUID, Patient>>read(
                        tx -> world.patients.all(tx, sandbox.scope(), List.of(patient.patientId())))
                .containsKey(patient.patientId());
    }

    private void makeOld(String statement, UUID patientId) {
        world.write(
                tx -> tx.handle().createUpdate(statement).bind("id", patientId).execute());
    }

    private static void assertRefused(Problem.Kind kind, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    @Test
    void aPatientLeavesWhenItConfirms() {
        Patient patient = patient();
        Letter letter = asked(sandbox, patient.patientId());
        String token = String.valueOf(letter.code());

        assertThat(letter.to()).isEqualTo(patient.email());
        assertThat(letter.text()).contains("https://care.example/links/deletion/" + token, "Fernhollow Clinic");
        assertThat(isHere(patient)).isTrue();
        assertThat(world.<String>read(tx -> world.deletions.partnerOf(tx, token)))
                .isEqualTo("Fernhollow Clinic");
        confirm(token);
        assertThat(isHere(patient)).isFalse();
        assertThat(world.events(patient.patientId())).containsExactly("PatientCreated 1", "PatientDeleted 2");

        world.write(tx -> world.deletions.restore(tx, sandbox, patient.patientId()));
        List<PatientHistory.Line> lines =
                world.read(tx -> world.history.lines(tx, sandbox, patient.patientId(), PageQuery.FIRST));
        assertThat(lines)
                .extracting(line -> line.type() + " by " + line.by())
                .containsExactly(
                        "restored by Fernhollow Clinic",
                        "deleted by Patient",
                        "deletion_requested by Fernhollow Clinic",
                        "created by Fernhollow Clinic");
    }

    @Test
    void aLinkOfADeletionWorksOnce() throws Exception {
        Patient patient = patient();
        String token = String.valueOf(asked(sandbox, patient.patientId()).code());
        Callable<Boolean> twice = () -> {
            try {
                return confirm(token);
            } catch (Problem e) {
                assertThat(e.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
                return false;
            }
        };

        assertThat(together(List.of(twice, twice, twice))).containsOnlyOnce(true);
        world.write(tx -> world.deletions.restore(tx, sandbox, patient.patientId()));
        assertRefused(Problem.Kind.NOT_FOUND, () -> confirm(token));
        assertThat(isHere(patient)).isTrue();
    }

    @Test
    void aNewerLinkEndsTheOlder() {
        Patient patient = patient();
        String older = String.valueOf(asked(sandbox, patient.patientId()).code());
        String newer = String.valueOf(asked(sandbox, patient.patientId()).code());

        assertRefused(Problem.Kind.NOT_FOUND, () -> confirm(older));
        assertThat(confirm(newer)).isTrue();
    }

    @Test
    void anOldOrUnknownLinkIsNotValid() {
        Patient patient = patient();
        String token = String.valueOf(asked(sandbox, patient.patientId()).code());
        makeOld("update patients.deletion_request set expires_at = now() where patient_id = :id", patient.patientId());

        assertRefused(Problem.Kind.NOT_FOUND, () -> confirm(token));
        assertRefused(Problem.Kind.NOT_FOUND, () -> world.read(tx -> world.deletions.partnerOf(tx, token)));
        assertRefused(Problem.Kind.NOT_FOUND, () -> confirm("made-up"));
        assertThat(isHere(patient)).isTrue();
    }

    @Test
    void whoReadsTheOldMailboxIsAskedNoMore() {
        Patient patient = patient();
        String token = String.valueOf(asked(sandbox, patient.patientId()).code());
        world.write(tx -> world.patients.change(
                tx, sandbox, patient.patientId(), new ChangePatient(Map.of("email", email()), null, Change.absent())));

        assertRefused(Problem.Kind.NOT_FOUND, () -> confirm(token));
        assertThat(isHere(patient)).isTrue();
    }

    @Test
    void anotherTenantAsksForNothing() {
        Patient patient = patient();

        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> world.write(tx -> {
                    world.deletions.ask(tx, stranger, patient.patientId());
                    return true;
                }));
        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> world.write(tx -> {
                    world.signIns.sendCode(tx, stranger, patient.email());
                    return true;
                }));
    }

    @Test
    void aCodeLetsItsPatientInOnce() {
        Patient patient = patient();
        String code = codeFor(patient);

        assertThat(code).matches("[A-Z0-9]{6}");
        assertRefused(Problem.Kind.NOT_FOUND, () -> validate(stranger, patient, code));
        assertThat(validate(sandbox, patient, " " + code.toLowerCase(Locale.ROOT)))
                .isEqualTo(patient);
        assertRefused(Problem.Kind.INVALID, () -> validate(sandbox, patient, code));
    }

    @Test
    void aCodeIsGoodForItsPatientOnly() {
        String code = codeFor(patient());

        assertRefused(Problem.Kind.INVALID, () -> validate(sandbox, patient(), code));
    }

    @Test
    void ofManyWhoUseACodeOneIsLetIn() throws Exception {
        Patient patient = patient();
        String code = codeFor(patient);
        Callable<Boolean> use = () -> {
            try {
                return validate(sandbox, patient, code).equals(patient);
            } catch (Problem e) {
                return false;
            }
        };

        assertThat(together(List.of(use, use, use, use))).containsOnlyOnce(true);
    }

    @Test
    void anOldCodeLetsNobodyIn() {
        Patient patient = patient();
        String code = codeFor(patient);
        makeOld("update access.patient_code set expires_at = now() where patient_id = :id", patient.patientId());

        assertRefused(Problem.Kind.INVALID, () -> validate(sandbox, patient, code));
    }

    @Test
    void fiveWrongGuessesEndACodeAndTenLockThePatient() {
        Patient patient = patient();
        String first = codeFor(patient);
        for (int i = 0; i < 5; i++) {
            assertRefused(Problem.Kind.INVALID, () -> validate(sandbox, patient, "WRONG1"));
        }
        assertRefused(Problem.Kind.INVALID, () -> validate(sandbox, patient, first));
        String second = codeFor(patient);
        for (int i = 0; i < 4; i++) {
            assertRefused(Problem.Kind.INVALID, () -> validate(sandbox, patient, "WRONG2"));
        }
        assertRefused(Problem.Kind.TOO_MANY, () -> validate(sandbox, patient, second));
        assertRefused(Problem.Kind.TOO_MANY, () -> codeFor(patient));
        Patient other = patient();
        assertThat(validate(sandbox, other, codeFor(other))).isEqualTo(other);
    }

    @Test
    void aMailboxIsNotFloodedWithCodes() {
        Patient patient = patient();
        String last = "";
        for (int i = 0; i < 5; i++) {
            last = codeFor(patient);
        }
        String valid = last;

        assertRefused(Problem.Kind.TOO_MANY, () -> codeFor(patient));
        assertThat(validate(sandbox, patient, valid)).isEqualTo(patient);
    }

    @Test
    void anUnknownMailboxIsNotFound() {
        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> world.write(tx -> {
                    world.signIns.sendCode(tx, sandbox, "nobody@mail.example");
                    return true;
                }));
    }

    @Test
    void stoppingEmailsIsToldOnce() {
        Patient patient = patient();
        Caller panel = withRight(sandbox);
        for (int i = 0; i < 2; i++) {
            world.write(tx -> {
                world.patients.optOutOfEmail(
                        tx, panel, partner.id(), patient.email().toUpperCase(Locale.ROOT));
                return true;
            });
        }

        assertThat(world.<Patient>read(tx -> world.patients.find(tx, sandbox.scope(), patient.patientId()))
                        .isEmailEnabled())
                .isFalse();
        assertThat(world.events(patient.patientId()))
                .containsExactly("PatientCreated 1", "PatientModified 2", "PatientOptChanged 3");
        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> world.write(tx -> {
                    world.patients.optOutOfEmail(tx, withRight(stranger), partner.id(), patient.email());
                    return true;
                }));
    }

    private Caller withRight(Caller caller) {
        return new Caller(
                caller.id(),
                caller.role(),
                Set.of(Permission.PATIENT_UNSUBSCRIBE),
                caller.scope(),
                caller.environments(),
                caller.tenantId(),
                caller.partnerId(),
                null);
    }

    private List<Boolean> together(List<Callable<Boolean>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
            return results;
        }
    }
}
