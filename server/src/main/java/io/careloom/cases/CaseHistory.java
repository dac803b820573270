package io.careloom.cases;

import io.careloom.cases.charts.CaseAssignment;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a case came to be where it is: its status lines, its events, and why its clinician has it. */
public final class CaseHistory {
    private final Reaches reaches;
    private final CaseStore cases;
    private final HistoryStore history;
    private final CaseCharts charts;
    private final CaseTrail trail;

    CaseHistory(Reaches reaches, CaseStore cases, HistoryStore history, CaseCharts charts, CaseTrail trail) {
        this.reaches = reaches;
        this.cases = cases;
        this.history = history;
        this.charts = charts;
        this.trail = trail;
    }

    /**
     * One line of a case's status history, shaped like the wire.
     *
     * @param userId who moved it; null for the server
     * @param userType the class name of the wire, such as {@code App\Models\Partner}; null for the server
     * @param updatedAt last change of the line, such as a released hold
     * @param createdAt when the case came into this status
     */
    public record StatusLine(
            String name,
            @Nullable String reason,
            boolean holdStatus,
            @Nullable UUID userId,
            @Nullable String userType,
            Instant updatedAt,
            Instant createdAt) {}

    /**
     * One line of a case's history, shaped like the wire: neither the event log of the server nor its audit trail.
     *
     * @param byModel kind of actor, such as {@code clinician}, {@code partner} or {@code system}
     * @param by the name of the clinician or partner; for others their kind
     */
    public record EventLine(
            UUID eventId, Instant dateTime, String model, String type, String byModel, String by, String title) {}

    /**
     * Who has a case and why, shaped like the wire.
     *
     * @param caseAssignmentId null while nobody has it, as are reason, time and clinician
     * @param verdicts what the policy said of every candidate ({@code clinician id: reasons}); empty when a person chose
     */
    public record Explained(
            @Nullable UUID caseAssignmentId,
            @Nullable String reason,
            @Nullable Instant createdAt,
            @Nullable ClinicianCard clinician,
            List<String> verdicts) {}

    /**
     * Something that the server does not know of itself.
     *
     * @param event a word that begins with a letter, of letters, digits, {@code . _ -}
     * @param old what was before; kept in the audit trail only, as is {@code now}
     */
    public record Remark(
            String event, @Nullable String old, @Nullable String now) {
        @Override
        public String toString() {
            return "Remark[" + event + "]";
        }
    }

    /** The statuses in the order in which they came; 404 out of reach. */
    public Cases.Shown<Page<StatusLine>> statuses(Tx tx, Caller caller, UUID caseId, PageQuery page) {
        Case found = reaches.find(tx, caller, caseId);
        return new Cases.Shown<>(found.subject().patientId(), history.statuses(tx, found, page));
    }

    /** The history, newest first; 404 out of reach. */
    public Cases.Shown<List<EventLine>> events(Tx tx, Caller caller, UUID caseId, PageQuery page) {
        Case found = reaches.find(tx, caller, caseId);
        return new Cases.Shown<>(found.subject().patientId(), shown(tx, history.lines(tx, found, page)));
    }

    private List<EventLine> shown(Tx tx, List<HistoryStore.Line> lines) {
        Map<Actor, String> names = new HashMap<>();
        return lines.stream()
                .map(line -> shown(line, names.computeIfAbsent(line.actor(), actor -> charts.nameOf(tx, actor))))
                .toList();
    }

    /** The history of one of its offerings, also of one that was taken off, newest first; 404 out of reach. */
    public Cases.Shown<List<EventLine>> eventsOf(Tx tx, Caller caller, UUID caseId, UUID lineId, PageQuery page) {
        Case found = reaches.find(tx, caller, caseId);
        List<HistoryStore.Line> lines = history.linesOf(tx, found, lineId);
        if (lines.isEmpty()) {
            throw Problem.notFound();
        }
        List<HistoryStore.Line> wanted =
                lines.stream().skip(page.offset()).limit(page.perPage()).toList();
        return new Cases.Shown<>(found.subject().patientId(), shown(tx, wanted));
    }

    /** Adds a line by hand to the history of a case that the caller works on. */
    public EventLine remark(Tx tx, Caller caller, UUID caseId, Remark remark) {
        caller.require(Permission.CASE_MOVE_CLINICAL);
        Case found = reaches.lock(tx, caller, caseId);
        Actor actor = Actor.of(caller);
        Case.Step step = trail.step(actor, found.subject().tenantId(), null);
        return shown(trail.remarked(tx, caller, found, step, remark), charts.nameOf(tx, actor));
    }

    private static EventLine shown(HistoryStore.Line line, String by) {
        return new EventLine(
                line.eventId(),
                line.at(),
                line.model(),
                line.type(),
                line.actor().word(),
                by,
                line.title());
    }

    /** Who has the case and why, or why nobody has it yet; 404 out of reach. */
    public Cases.Shown<Explained> assignment(Tx tx, Caller caller, UUID caseId) {
        Case found = reaches.find(tx, caller, caseId);
        UUID patientId = found.subject().patientId();
        if (found.holder() == null) {
            return new Cases.Shown<>(patientId, new Explained(null, null, null, null, cases.verdicts(tx, found)));
        }
        CaseAssignment present = charts.assignment(tx, found.holder());
        return new Cases.Shown<>(
                patientId,
                new Explained(
                        present.caseAssignmentId(),
                        present.reason(),
                        present.createdAt(),
                        present.clinician(),
                        found.holder().verdicts()));
    }
}
