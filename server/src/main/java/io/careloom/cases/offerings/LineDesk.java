package io.careloom.cases.offerings;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.offerings.CaseOffering.Act;
import io.careloom.cases.offerings.Casework.At;
import io.careloom.cases.offerings.LineMoves.Mover;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.UUID;

/** What every door to lines does: open a case for them, find one, keep what a verb made of it. */
final class LineDesk {
    private final Casework casework;

    LineDesk(Casework casework) {
        this.casework = casework;
    }

    /** What a verb made of a line, and its word for the history. */
    record Done(String what, CaseOffering before, CaseOffering after) {}

    /** A locked case, with who works on it now. */
    record Open(Tx tx, Caller caller, At at) {
        Act act() {
            return new Act(Mover.of(caller), at.at());
        }

        UUID caseId() {
            return at.caseId();
        }
    }

    Casework casework() {
        return casework;
    }

    /** The case, locked, whatever its status. */
    Open lock(Tx tx, Caller caller, UUID caseId) {
        return new Open(tx, caller, casework.lock(tx, caller, caseId));
    }

    /**
     * The same for somebody who prescribes: a partner until the clinician has decided, the clinician up to this status.
     */
    Open open(Tx tx, Caller caller, UUID caseId, CaseStatus last) {
        boolean partner = Mover.of(caller) == Mover.PARTNER;
        caller.require(partner ? Permission.CASE_SUBMIT : Permission.PRESCRIBE);
        Open open = lock(tx, caller, caseId);
        boolean closed = partner ? open.at().locked() : open.at().status().compareTo(last) > 0;
        if (closed) {
            throw Problem.conflict(
                            "case_locked",
                            "A case that is %s is locked."
                                    .formatted(open.at().status().word()))
                    .with("allowed_transitions", List.of());
        }
        return open;
    }

    /** Writes lines that were just made. */
    void add(Open to, List<CaseOffering> lines) {
        LineStore store = new LineStore(to.tx());
        for (CaseOffering line : lines) {
            store.insert(line);
            casework.note(to.tx(), to.caller(), to.at(), LineClosing.note("added", line));
        }
        if (lines.stream().anyMatch(line -> line.terms().isAdditionalApprovalNeeded())) {
            casework.needApproval(to.tx(), to.caller(), to.at());
        }
    }

    /** Writes what a verb made of a line; nothing when it made nothing of it. */
    CaseOffering keep(Open of, Done done) {
        if (!done.after().equals(done.before())) {
            new LineStore(of.tx()).update(done.after());
            casework.note(of.tx(), of.caller(), of.at(), LineClosing.note(done.what(), done.after()));
        }
        return done.after();
    }

    /** Tells that pending lines came to a case that is in processing already. */
    void reopened(Open of) {
        At at = of.at();
        if (at.status() == CaseStatus.PROCESSING) {
            casework.tell(of.tx(), at, sequence -> new OfferingsReopened(at.tenantId(), at.caseId(), sequence));
        }
    }

    /** Completes a case in processing that has lines, of none of which anything is still to come. */
    void settle(Open of) {
        List<CaseOffering> lines = lines(of);
        if (of.at().status() == CaseStatus.PROCESSING
                && !lines.isEmpty()
                && lines.stream().noneMatch(line -> line.status().isOpen())) {
            casework.move(of.tx(), of.at(), CaseStatus.COMPLETED, null);
        }
    }

    /** A line of the case; 404 when it has none with this id, or only one of another kind. */
    CaseOffering line(Open of, UUID lineId, LineKind kind) {
        return line(of.tx(), of.at(), lineId, kind);
    }

    CaseOffering line(Tx tx, At of, UUID lineId, LineKind kind) {
        return lines(tx, of).stream()
                .filter(line -> line.id().equals(lineId) && kind.has(line))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    List<CaseOffering> lines(Open of) {
        return lines(of.tx(), of.at());
    }

    List<CaseOffering> lines(Tx tx, At of) {
        return new LineStore(tx).of(Scope.tenant(of.tenantId()), List.of(of.caseId()));
    }
}
