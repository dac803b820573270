package io.careloom.patients;

import io.careloom.access.Access;
import io.careloom.access.User;
import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.partners.Partners;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to a patient and what was measured, over time. A patient outside the scope is 404. */
public final class PatientHistory {
    private static final String MODEL = "patient";
    private static final String PARTNER = "partner";

    private final PatientStore patients;
    private final Patients.Ground ground;
    private final HistoryStore store = new HistoryStore();
    private final Partners partners;
    private final Access access;

    /** The histories of these patients; partners and people are named by the rooms that know them. */
    public PatientHistory(Patients patients, Partners partners, Access access) {
        this.patients = patients.store();
        this.ground = patients.ground();
        this.partners = partners;
        this.access = access;
    }

    /**
     * One line of a patient's history, shaped like the wire.
     *
     * @param byModel kind of actor, such as {@code clinician}, {@code partner}, {@code patient} or {@code system}
     * @param by the name of the partner or person; for others their kind
     */
    public record Line(
            UUID eventId, Instant dateTime, String model, String type, String byModel, String by, String title) {
        @Override
        public String toString() {
            return "Line[" + eventId + "]";
        }
    }

    /** The history, newest first. */
    public List<Line> lines(Tx tx, Caller caller, UUID patientId, PageQuery page) {
        List<HistoryStore.Kept> kept = store.lines(tx, reached(tx, caller, patientId), page);
        Map<UUID, User> people = access
                .users(
                        tx,
                        kept.stream()
                                .map(one -> one.line().by())
                                .filter(by -> !by.model().equals(PARTNER))
                                .flatMap(by -> Stream.ofNullable(by.id()))
                                .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(User::userId, Function.identity()));
        return kept.stream()
                .map(one -> new Line(
                        one.eventId(),
                        one.line().at(),
                        one.line().model(),
                        one.line().type(),
                        one.line().by().model(),
                        name(tx, one.line().by(), people),
                        one.line().title()))
                .toList();
    }

    /** The exams, oldest first unless asked otherwise. */
    public Page<PatientExam> exams(Tx tx, Caller caller, UUID patientId, PageQuery page) {
        return store.exams(tx, reached(tx, caller, patientId), page);
    }

    /** One exam of the patient, else 404. */
    public PatientExam exam(Tx tx, Caller caller, UUID patientId, UUID examId) {
        return store.exam(tx, reached(tx, caller, patientId), examId).orElseThrow(Problem::notFound);
    }

    /**
     * What happened.
     *
     * @param model kind of the thing, such as {@code tag}
     * @param type one word, such as {@code attached}
     * @param title words for people, without a personal value
     */
    public record What(String model, String type, String title) {
        /** Something about the patient itself. */
        public static What ofPatient(String type, String title) {
            return new What(MODEL, type, title);
        }
    }

    /** Makes an event of a patient. */
    public interface Told {
        /** @param metadata the partner's own text on the patient */
        DomainEvent of(UUID tenantId, long sequence, @Nullable String metadata);
    }

    /** Tells an event that another room brings about, with the patient's next number; 404 out of reach. */
    public void tell(Tx tx, Caller caller, UUID patientId, Told event) {
        PatientRow after = patients.lock(tx, caller.scope(), patientId)
                .orElseThrow(Problem::notFound)
                .counting(1);
        patients.update(tx, after, Map.of(), ground.clocks().now(after.tenantId()));
        ground.events()
                .append(
                        tx,
                        event.of(
                                after.tenantId(),
                                after.version(),
                                after.details().metadata()));
    }

    static HistoryStore.By by(Caller caller) {
        return switch (caller.role()) {
            case PARTNER_CREDENTIAL -> new HistoryStore.By(PARTNER, caller.partnerId());
            case SYSTEM -> new HistoryStore.By(Role.SYSTEM.word(), null);
            default -> new HistoryStore.By(caller.role().word().replace('_', '-'), caller.id());
        };
    }

    private PatientRow reached(Tx tx, Caller caller, UUID patientId) {
        caller.require(Permission.PATIENT_READ);
        return patients.find(tx, caller.scope(), patientId).orElseThrow(Problem::notFound);
    }

    private String name(Tx tx, HistoryStore.By by, Map<UUID, User> people) {
        UUID id = by.id();
        if (id != null && by.model().equals(PARTNER)) {
            return partners.find(tx, id).name();
        }
        User person = id == null ? null : people.get(id);
        return person == null ? label(by.model()) : person.named().name();
    }

    private static String label(String model) {
        String words = model.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
