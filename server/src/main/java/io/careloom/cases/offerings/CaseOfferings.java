package io.careloom.cases.offerings;

import static java.util.stream.Collectors.groupingBy;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.Cases.Shown;
import io.careloom.cases.offerings.CaseOffering.Act;
import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.Casework.At;
import io.careloom.cases.offerings.LineMoves.Mover;
import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The offerings of cases: what is asked for, prescribed and sent, line by line. Every change locks the case, so that lines of
 * one case change one after the other; it keeps history and audit row in the transaction handed in. A case out of the
 * caller's reach and a line of another case are 404.
 */
public final class CaseOfferings {
    private final Casework casework;
    private final LineMaker maker;

    /** Lines of the cases that {@code casework} knows, made of what the catalog offers. */
    public CaseOfferings(Casework casework, Offerings offerings) {
        this.casework = casework;
        this.maker = new LineMaker(offerings);
    }

    /** The lines as they are shown, in their order; 404 out of reach. */
    public Shown<List<CaseOffering.Shown>> list(Tx tx, Caller caller, UUID caseId) {
        At found = casework.find(tx, caller, caseId);
        return new Shown<>(
                found.patientId(),
                lines(tx, found).stream().map(CaseOffering::shown).toList());
    }

    /** The lines in their order; 404 out of reach. */
    public List<CaseOffering> all(Tx tx, Caller caller, UUID caseId) {
        return lines(tx, casework.find(tx, caller, caseId));
    }

    /** The lines of many cases, by case; a case without any is left out. */
    public Map<UUID, List<CaseOffering>> of(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return caseIds.isEmpty()
                ? Map.of()
                : new LineStore(tx).of(scope, caseIds).stream().collect(groupingBy(CaseOffering::caseId));
    }

    /**
     * Adds a line. A partner adds until the clinician has decided, the clinician until the case is in processing.
     *
     * @throws Problem INVALID for an offering that the case's partner does not offer
     */
    public CaseOffering add(Tx tx, Caller caller, UUID caseId, NewLine wanted) {
        At found = open(tx, caller, caseId);
        Map<UUID, Offering> known = maker.offered(tx, found.partnerId(), List.of(wanted), List.of("offering_id"));
        return added(tx, caller, found, maker.make(found, wanted, known));
    }

    /** Changes what a pending line says; the present words change nothing. */
    public CaseOffering change(Tx tx, Caller caller, UUID caseId, UUID lineId, ChangeLine wanted) {
        At found = open(tx, caller, caseId);
        CaseOffering before = line(tx, found, lineId);
        CaseOffering after = before.change(
                Fields.with(before.terms(), wanted.said()),
                before.product().terms().with(wanted.product()),
                act(caller, found));
        if (after.terms().isAdditionalApprovalNeeded()) {
            casework.needApproval(tx, caller, found);
        }
        return kept(tx, caller, found, new Done("changed", before, after));
    }

    /** Takes a line off the case that is not on its way; answers what is left. */
    public List<CaseOffering> remove(Tx tx, Caller caller, UUID caseId, UUID lineId) {
        At found = open(tx, caller, caseId);
        CaseOffering before = line(tx, found, lineId);
        kept(tx, caller, found, new Done("removed", before, before.remove(act(caller, found))));
        return lines(tx, found);
    }

    /**
     * Sends pending lines of a case in processing on their way. Lines that are not pending, or not there, are left out, and
     * all of them when the case is not in processing: asking twice does nothing.
     *
     * @return the lines that are on their way now and were not before
     */
    public List<CaseOffering> submit(Tx tx, Caller server, UUID caseId, Collection<UUID> lineIds) {
        At found = casework.lock(tx, server, caseId);
        List<CaseOffering> sent = new ArrayList<>();
        if (found.status() == CaseStatus.PROCESSING) {
            for (CaseOffering before : lines(tx, found)) {
                if (lineIds.contains(before.id()) && before.status() == LineStatus.PENDING) {
                    sent.add(kept(tx, server, found, new Done("submitted", before, before.submit(act(server, found)))));
                }
            }
        }
        return sent;
    }

    /**
     * A line on its way was acknowledged: partners are told of all lines, and a case in processing of which nothing is still
     * to come is completed. One that is completed already stays as it is; any other is a conflict.
     */
    public CaseOffering complete(Tx tx, Caller server, UUID caseId, UUID lineId, @Nullable String details) {
        At found = casework.lock(tx, server, caseId);
        CaseOffering before = line(tx, found, lineId);
        if (before.status() == LineStatus.COMPLETED) {
            return before;
        }
        CaseOffering after =
                kept(tx, server, found, new Done("completed", before, before.complete(details, act(server, found))));
        List<CaseOffering.Shown> all =
                lines(tx, found).stream().map(CaseOffering::shown).toList();
        casework.tell(
                tx,
                found,
                sequence -> new OfferingSubmitted(found.tenantId(), found.caseId(), sequence, found.metadata(), all));
        settle(tx, server, caseId);
        return after;
    }

    /**
     * A line on its way arrived nowhere: it is pending again, and a case in processing goes to support with the reason. One
     * that is pending already stays as it is; any other is a conflict.
     */
    public CaseOffering fail(Tx tx, Caller server, UUID caseId, UUID lineId, String reason) {
        At found = casework.lock(tx, server, caseId);
        CaseOffering before = line(tx, found, lineId);
        if (before.status() == LineStatus.PENDING) {
            return before;
        }
        CaseOffering after =
                kept(tx, server, found, new Done("failed", before, before.fail(reason, act(server, found))));
        if (found.status() == CaseStatus.PROCESSING) {
            casework.move(tx, found, CaseStatus.SUPPORT, reason);
        }
        return after;
    }

    /**
     * Calls a line off; {@link OfferingCancelled} tells whoever carries it out. A cancelled one stays as it is, a completed one
     * is a conflict. A partner cancels until the clinician has decided.
     */
    public CaseOffering cancel(Tx tx, Caller caller, UUID caseId, UUID lineId, @Nullable String reason) {
        At found = casework.lock(tx, caller, caseId);
        requireOpen(found, caller, CaseStatus.PROCESSING);
        CaseOffering before = line(tx, found, lineId);
        if (before.status() == LineStatus.CANCELLED) {
            return before;
        }
        CaseOffering after =
                kept(tx, caller, found, new Done("cancelled", before, before.cancel(reason, act(caller, found))));
        if (before.status() == LineStatus.PROCESSING) {
            casework.tell(
                    tx, found, sequence -> new OfferingCancelled(found.tenantId(), found.caseId(), sequence, lineId));
        }
        settle(tx, caller, caseId);
        return after;
    }

    /** Keeps what became of the order of a line, whatever its status; the same again changes nothing. */
    public CaseOffering ordered(Tx tx, Caller server, UUID caseId, UUID lineId, Ordered now) {
        At found = casework.lock(tx, server, caseId);
        CaseOffering before = line(tx, found, lineId);
        if (before.ordered().equals(now)) {
            return before;
        }
        return kept(tx, server, found, new Done("ordered", before, before.order(now, found.at())));
    }

    /** Locks a case until the transaction ends: its lines, and what other rooms keep of them, change one after the other. */
    public void hold(Tx tx, Caller server, UUID caseId) {
        casework.lock(tx, server, caseId);
    }

    /** Tells an event of a held case that another room brings about; it gets the case's next number and its metadata. */
    public void tell(Tx tx, Caller server, UUID caseId, Told event) {
        At found = casework.lock(tx, server, caseId);
        casework.tell(tx, found, sequence -> event.of(sequence, found.metadata()));
    }

    /** Makes an event of a case. */
    public interface Told {
        /** @param metadata the partner's own text on the case */
        DomainEvent of(long sequence, @Nullable String metadata);
    }

    /** Completes a case in processing that has lines and none of which anything is still to come. */
    public void settle(Tx tx, Caller caller, UUID caseId) {
        At found = casework.lock(tx, caller, caseId);
        List<CaseOffering> lines = lines(tx, found);
        if (found.status() == CaseStatus.PROCESSING
                && !lines.isEmpty()
                && lines.stream().noneMatch(line -> line.status().isOpen())) {
            casework.move(tx, found, CaseStatus.COMPLETED, null);
        }
    }

    private CaseOffering added(Tx tx, Caller caller, At to, CaseOffering line) {
        new LineStore(tx).insert(line);
        casework.note(tx, caller, to, LineClosing.note("added", line));
        if (line.terms().isAdditionalApprovalNeeded()) {
            casework.needApproval(tx, caller, to);
        }
        return line;
    }

    /** What a verb made of a line, and its word for the history. */
    private record Done(String what, CaseOffering before, CaseOffering after) {}

    private CaseOffering kept(Tx tx, Caller caller, At of, Done done) {
        if (!done.after().equals(done.before())) {
            new LineStore(tx).update(done.after());
            casework.note(tx, caller, of, LineClosing.note(done.what(), done.after()));
        }
        return done.after();
    }

    private At open(Tx tx, Caller caller, UUID caseId) {
        At found = casework.lock(tx, caller, caseId);
        requireOpen(found, caller, CaseStatus.APPROVED);
        return found;
    }

    /** Refuses a partner once the clinician has decided, and anybody after this status. */
    private static void requireOpen(At found, Caller caller, CaseStatus last) {
        boolean open = Mover.of(caller) == Mover.PARTNER
                ? !found.locked()
                : found.status().compareTo(last) <= 0;
        if (!open) {
            throw Problem.conflict(
                            "case_locked",
                            "A case that is %s is locked."
                                    .formatted(found.status().word()))
                    .with("allowed_transitions", List.of());
        }
    }

    private static CaseOffering line(Tx tx, At of, UUID lineId) {
        return lines(tx, of).stream()
                .filter(line -> line.id().equals(lineId))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static List<CaseOffering> lines(Tx tx, At of) {
        return new LineStore(tx).of(Scope.tenant(of.tenantId()), List.of(of.caseId()));
    }

    private static Act act(Caller caller, At of) {
        return new Act(Mover.of(caller), of.at());
    }
}
