package io.careloom.patients;

import static io.careloom.patients.PatientWorld.address;
import static io.careloom.patients.PatientWorld.details;
import static io.careloom.patients.PatientWorld.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.PageQuery.Trashed;
import io.careloom.kernel.Problem;
import io.careloom.patients.lists.PatientLine;
import io.careloom.patients.lists.PatientLists;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PatientLeavingTest extends PatientStage {
    private UUID patient(String email) {
        return world.patient(sandbox, "Odile", "Marchetti", email).patientId();
    }

    private boolean delete(Caller caller, UUID patientId) {
        return world.write(tx -> {
            world.deletions.delete(tx, caller, patientId);
            return true;
        });
    }

    private Patient restore(UUID patientId) {
        return world.write(tx -> world.deletions.restore(tx, sandbox, patientId));
    }

    private Patient rename(UUID patientId, String first) {
        ChangePatient command = new ChangePatient(Map.of("first_name", first), null, Change.absent());
        return world.write(tx -> world.patients.change(tx, sandbox, patientId, command));
    }

    private static void assertNotFound(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    private List<UUID> listed(Trashed trashed) {
        PageQuery page = new PageQuery(1, 100, null, true, null, trashed);
        return world.<List<UUID>>read(tx -> world
                .lists
                .ofPartner(
                        tx,
                        sandbox,
                        partner.id(),
                        EnumSet.allOf(Environment.class),
                        new PatientLists.Wanted(PatientLists.Filter.ALL, page))
                .items()
                .stream()
                .map(PatientLine::patientId)
                .toList());
    }

    @Test
    void whoLeftIsFoundByNobody() {
        String email = email();
        UUID patientId = patient(email);
        delete(sandbox, patientId);

        assertNotFound(() -> world.read(tx -> world.patients.find(tx, sandbox.scope(), patientId)));
        assertNotFound(() -> world.write(tx -> world.patients.hold(tx, sandbox.scope(), patientId)));
        assertNotFound(() -> rename(patientId, "Odette"));
        assertNotFound(() -> delete(sandbox, patientId));
        assertNotFound(() -> world.read(tx -> world.history.lines(tx, sandbox, patientId, PageQuery.FIRST)));
        assertNotFound(() -> world.read(tx -> world.history.exams(tx, sandbox, patientId, PageQuery.FIRST)));
        assertThat(world.<List<Patient>>read(tx -> world.patients.search(tx, sandbox.scope(), email)))
                .isEmpty();
        assertThat(world.<Map<UUID, Patient>>read(tx -> world.patients.all(tx, sandbox.scope(), List.of(patientId))))
                .isEmpty();
    }

    @Test
    void whoLeftIsInNoListButThatOfThoseWhoLeft() {
        UUID gone = patient(email());
        UUID here = patient(email());
        delete(sandbox, gone);

        assertThat(listed(Trashed.WITHOUT)).contains(here).doesNotContain(gone);
        assertThat(listed(Trashed.ONLY)).contains(gone).doesNotContain(here);
        assertThat(listed(Trashed.WITH)).contains(gone, here);
    }

    @Test
    void leavingAndComingBackAreToldAndAudited() {
        UUID patientId = patient(email());
        delete(sandbox, patientId);
        restore(patientId);

        assertThat(world.events(patientId))
                .containsExactly("PatientCreated 1", "PatientDeleted 2", "PatientRestored 3");
        assertThat(world.audited(patientId)).containsExactly("patient.created", "patient.deleted", "patient.restored");
        assertThat(world.<List<String>>read(tx -> world.history.lines(tx, sandbox, patientId, PageQuery.FIRST).stream()
                        .map(PatientHistory.Line::type)
                        .toList()))
                .containsExactly("restored", "deleted", "created");
    }

    @Test
    void aRestoredPatientIsAsBefore() {
        UUID patientId = patient(email());
        Patient before = world.read(tx -> world.patients.find(tx, sandbox.scope(), patientId));
        delete(sandbox, patientId);

        assertThat(restore(patientId)).isEqualTo(before);
        assertThat(restore(patientId)).as("a second time changes nothing").isEqualTo(before);
        assertThat(world.events(patientId)).hasSize(3);
    }

    @Test
    void anotherTenantTakesNobodyAway() {
        UUID patientId = patient(email());

        assertNotFound(() -> delete(stranger, patientId));
        delete(sandbox, patientId);
        assertNotFound(() -> world.write(tx -> world.deletions.restore(tx, stranger, patientId)));
    }

    @Test
    void theEmailOfWhoLeftIsFree() {
        String email = email();
        UUID first = patient(email);
        delete(sandbox, first);
        UUID second = patient(email.toUpperCase(Locale.ROOT));

        assertThat(second).isNotEqualTo(first);
        assertThatThrownBy(() -> restore(first)).hasMessage("ERROR_PATIENT_EMAIL_ALREADY_TAKEN");
        delete(sandbox, second);
        assertThat(restore(first).email()).isEqualTo(email);
    }

    @Test
    void ofManyWhoTakeAPatientAwayOneDoes() throws Exception {
        UUID patientId = patient(email());
        Callable<Boolean> leaving = () -> {
            try {
                return delete(sandbox, patientId);
            } catch (Problem e) {
                return false;
            }
        };

        assertThat(together(List.of(leaving, leaving, leaving, leaving))).containsOnlyOnce(true);
        assertThat(world.events(patientId)).containsExactly("PatientCreated 1", "PatientDeleted 2");
    }

    @Test
    void aChangeThatRunsIntoTheLeavingIsDoneBeforeOrNotAtAll() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID patientId = patient(email());
            Callable<Boolean> change = () -> {
                try {
                    return rename(patientId, "Odette").firstName().equals("Odette");
                } catch (Problem e) {
                    return false;
                }
            };
            List<Boolean> done = together(List.of(change, () -> delete(sandbox, patientId)));

            assertThat(world.events(patientId))
                    .isEqualTo(
                            done.getFirst()
                                    ? List.of("PatientCreated 1", "PatientModified 2", "PatientDeleted 3")
                                    : List.of("PatientCreated 1", "PatientDeleted 2"));
        }
    }

    @Test
    void staffMakesAPatientForAPartnerItReaches() {
        Caller staff = world.staff(partner, Environment.SANDBOX);
        CreatePatient command = new CreatePatient(details("Ilse", "Vandermeer", email()), address(), List.of());

        Patient made = world.write(tx -> world.patients.create(tx, staff, partner.id(), Environment.SANDBOX, command));
        assertThat(made.partnerId()).isEqualTo(partner.id());
        assertThat(made.isLive()).isFalse();
        assertThatThrownBy(() ->
                        world.write(tx -> world.patients.create(tx, staff, partner.id(), Environment.LIVE, command)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsKey("partner_id"));
    }

    private List<Boolean> together(List<Callable<Boolean>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = threads.invokeAll(work);
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
