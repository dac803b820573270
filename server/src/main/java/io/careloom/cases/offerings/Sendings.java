package io.careloom.cases.offerings;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.offerings.CaseOffering.Terms;
import io.careloom.cases.offerings.Casework.At;
import io.careloom.cases.offerings.LineDesk.Done;
import io.careloom.cases.offerings.LineDesk.Open;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people do to lines that are sent, or are to be sent: call off, put back, send again. A partner does so until the
 * clinician has decided, the clinician until the case is done; after that it is a conflict.
 */
public final class Sendings {
    private final LineDesk desk;
    private final LineMaker maker;

    Sendings(LineDesk desk, LineMaker maker) {
        this.desk = desk;
        this.maker = maker;
    }

    /**
     * How a line is sent again.
     *
     * @param pharmacyId another pharmacy; null for the same
     * @param offeringId another offering in its place; null for the same
     */
    public record Again(
            @Nullable Integer pharmacyId, @Nullable UUID offeringId) {}

    /**
     * Calls a line off; {@link OfferingCancelled} tells whoever carries it out. A cancelled one stays as it is, a completed one
     * is a conflict.
     */
    public CaseOffering cancel(Tx tx, Caller caller, LineKey key, @Nullable String reason) {
        Open open = open(tx, caller, key.caseId());
        CaseOffering cancelled = cancel(open, desk.line(open, key.lineId(), key.kind()), reason);
        desk.settle(open);
        return cancelled;
    }

    /** Calls off every line of the kind that is still open; answers all of the kind. */
    public List<CaseOffering> cancelAll(Tx tx, Caller caller, UUID caseId, LineKind kind) {
        Open open = open(tx, caller, caseId);
        for (CaseOffering line : desk.lines(open)) {
            if (kind.has(line) && line.status().isOpen()) {
                cancel(open, line, null);
            }
        }
        desk.settle(open);
        return shown(open, kind);
    }

    /** Puts back to pending what failed or was called off; one of the kind that is on its way is a conflict. */
    public List<CaseOffering> resetAll(Tx tx, Caller caller, UUID caseId, LineKind kind) {
        Open open = open(tx, caller, caseId);
        for (CaseOffering line : desk.lines(open)) {
            if (kind.has(line) && line.status() != LineStatus.COMPLETED) {
                desk.keep(open, new Done("reset", line, line.reset(open.act())));
            }
        }
        desk.reopened(open);
        return shown(open, kind);
    }

    /**
     * Moves lines to these statuses, of which people reach only pending and cancelled; without any, nothing changes.
     *
     * @throws Problem INVALID for a line that the case does not have
     */
    public List<CaseOffering> statuses(Tx tx, Caller caller, UUID caseId, LineKind kind, Map<UUID, LineStatus> wanted) {
        Open open = wanted.isEmpty() ? desk.lock(tx, caller, caseId) : open(tx, caller, caseId);
        List<CaseOffering> lines = shown(open, kind);
        for (Map.Entry<UUID, LineStatus> entry : wanted.entrySet()) {
            CaseOffering line = lines.stream()
                    .filter(one -> one.id().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("statuses", "The case has no such offering."));
            move(open, line, entry.getValue());
        }
        if (!wanted.isEmpty()) {
            desk.reopened(open);
            desk.settle(open);
        }
        return shown(open, kind);
    }

    private void move(Open open, CaseOffering line, LineStatus to) {
        if (to == line.status()) {
            return;
        }
        switch (to) {
            case CANCELLED -> cancel(open, line, null);
            case PENDING -> desk.keep(open, new Done("reset", line, line.reset(open.act())));
            case PROCESSING, COMPLETED ->
                LineMoves.check(line.status(), to, open.act().by());
        }
    }

    /**
     * Sends a line again that failed, was called off, or never went, maybe elsewhere: it is pending again, and its case, when
     * that is with support, goes back to processing. One that is on its way is a conflict {@code prescription_in_flight}.
     */
    public CaseOffering resubmit(Tx tx, Caller caller, LineKey key, Again again) {
        Open open = open(tx, caller, key.caseId());
        CaseOffering before = desk.line(open, key.lineId(), key.kind());
        CaseOffering pending = desk.keep(open, new Done("reset", before, before.reset(open.act())));
        CaseOffering after = pending;
        if (again.offeringId() != null) {
            after = replaced(open, pending, again.offeringId());
        }
        if (again.pharmacyId() != null) {
            ProductTerms elsewhere =
                    maker.changed(tx, after.product().terms(), Map.of("pharmacy_id", again.pharmacyId()));
            after = after.change(after.terms(), elsewhere, open.act());
        }
        desk.keep(open, new Done("changed", pending, after));
        sendAgain(open);
        return after;
    }

    /**
     * Sends every line of a case again that is not on its way and did not arrive.
     *
     * @throws Problem CONFLICT when there is nothing to be sent
     */
    public void resubmitAll(Tx tx, Caller caller, UUID caseId) {
        Open open = desk.lock(tx, caller, caseId);
        List<CaseOffering> due = desk.lines(open).stream()
                .filter(line -> line.status() == LineStatus.PENDING || line.status() == LineStatus.CANCELLED)
                .toList();
        if (due.isEmpty()) {
            throw Problem.conflict("illegal_transition", "Nothing of this case is to be sent again.")
                    .with("allowed_transitions", List.of());
        }
        due.forEach(line -> desk.keep(open, new Done("reset", line, line.reset(open.act()))));
        sendAgain(open);
    }

    private void sendAgain(Open open) {
        if (open.at().status() == CaseStatus.SUPPORT) {
            desk.casework().backToProcessing(open.tx(), open.caller(), open.at());
        } else {
            desk.reopened(open);
        }
    }

    private CaseOffering replaced(Open open, CaseOffering line, UUID offeringId) {
        CaseOffering other = maker.make(open.tx(), open.at(), List.of(NewLine.of(offeringId)))
                .getFirst();
        Terms kept = new Terms(
                other.terms().title(),
                other.terms().isAdditionalApprovalNeeded(),
                other.terms().thankYouNote(),
                other.terms().clinicalNote(),
                line.terms().order(),
                line.terms().isImportant());
        return line.replace(other, kept, open.act());
    }

    private CaseOffering cancel(Open open, CaseOffering before, @Nullable String reason) {
        if (before.status() == LineStatus.CANCELLED) {
            return before;
        }
        CaseOffering after = desk.keep(open, new Done("cancelled", before, before.cancel(reason, open.act())));
        if (before.status() == LineStatus.PROCESSING) {
            At at = open.at();
            desk.casework()
                    .tell(
                            open.tx(),
                            at,
                            sequence -> new OfferingCancelled(at.tenantId(), at.caseId(), sequence, before.id()));
        }
        return after;
    }

    private Open open(Tx tx, Caller caller, UUID caseId) {
        return desk.open(tx, caller, caseId, CaseStatus.PROCESSING);
    }

    private List<CaseOffering> shown(Open open, LineKind kind) {
        return desk.lines(open).stream().filter(kind::has).toList();
    }
}
