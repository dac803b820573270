package io.careloom.cases.offerings;

import static java.util.stream.Collectors.groupingBy;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.Cases.Shown;
import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.CaseOffering.Prescribed;
import io.careloom.cases.offerings.CaseOffering.Terms;
import io.careloom.cases.offerings.Casework.At;
import io.careloom.cases.offerings.LineDesk.Done;
import io.careloom.cases.offerings.LineDesk.Open;
import io.careloom.catalog.Catalog;
import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.Subscriber;
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
    /** More would make every answer and event of the case, which show all lines, too long. */
    private static final int MOST = 100;

    private final LineDesk desk;
    private final LineMaker maker;
    private final Sendings sendings;
    private final LineDiseases diseases;

    /** Lines of the cases that {@code casework} knows, made of what the catalog has. */
    public CaseOfferings(Casework casework, Catalog catalog) {
        this.desk = new LineDesk(casework);
        this.maker = new LineMaker(catalog);
        this.sendings = new Sendings(desk, maker);
        this.diseases = new LineDiseases(desk, catalog);
    }

    /** What people do to lines that are sent, or are to be sent. */
    public Sendings sendings() {
        return sendings;
    }

    /** The diseases that lines are for. */
    public LineDiseases diseases() {
        return diseases;
    }

    /** What follows when a case comes into processing. */
    public Subscriber whenProcessing() {
        return new ProcessingFollower(desk);
    }

    /** The lines of this kind in their order, with whose they are; 404 out of reach. */
    public Shown<List<CaseOffering>> list(Tx tx, Caller caller, UUID caseId, LineKind kind) {
        At found = desk.casework().find(tx, caller, caseId);
        return new Shown<>(
                found.patientId(),
                desk.lines(tx, found).stream().filter(kind::has).toList());
    }

    /** The lines in their order; 404 out of reach. */
    public List<CaseOffering> all(Tx tx, Caller caller, UUID caseId) {
        return list(tx, caller, caseId, LineKind.ANY).content();
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
     * @throws Problem INVALID for an offering that the case's partner does not offer, or not where the patient
     *     lives, or not by the clinician who has the case
     */
    public CaseOffering add(Tx tx, Caller caller, UUID caseId, NewLine wanted) {
        return added(desk.open(tx, caller, caseId, CaseStatus.APPROVED), List.of(wanted))
                .getFirst();
    }

    /** Adds the lines of a case that this caller just opened. */
    public void fill(Tx tx, Caller caller, UUID tenantId, UUID caseId, List<NewLine> wanted) {
        desk.casework()
                .lockIfShown(tx, tenantId, caseId)
                .ifPresent(opened -> added(new Open(tx, caller, opened), wanted));
    }

    /** Puts these lines in the place of all pending ones of the kind; answers all lines of the kind. */
    public List<CaseOffering> replace(Tx tx, Caller caller, UUID caseId, LineKind kind, List<NewLine> wanted) {
        Open open = desk.open(tx, caller, caseId, CaseStatus.APPROVED);
        for (CaseOffering before : desk.lines(open)) {
            if (kind.has(before) && before.status() == LineStatus.PENDING) {
                desk.keep(open, new Done("removed", before, before.remove(open.act())));
            }
        }
        added(open, wanted);
        return desk.lines(open).stream().filter(kind::has).toList();
    }

    /** Changes what a pending line says; the present words change nothing. */
    public CaseOffering change(Tx tx, Caller caller, LineKey key, ChangeLine wanted) {
        Open open = desk.open(tx, caller, key.caseId(), CaseStatus.APPROVED);
        CaseOffering before = desk.line(open, key.lineId(), key.kind());
        Terms said = Fields.with(before.terms(), wanted.said());
        CaseOffering after =
                before.change(said, maker.changed(tx, before.product().terms(), wanted.product()), open.act());
        if (said.isAdditionalApprovalNeeded()) {
            desk.casework().needApproval(tx, caller, open.at());
        }
        return desk.keep(open, new Done("changed", before, after));
    }

    /** Takes a line off the case that is not on its way; answers what is left of its kind. */
    public List<CaseOffering> remove(Tx tx, Caller caller, LineKey key) {
        Open open = desk.open(tx, caller, key.caseId(), CaseStatus.APPROVED);
        CaseOffering before = desk.line(open, key.lineId(), key.kind());
        desk.keep(open, new Done("removed", before, before.remove(open.act())));
        return desk.lines(open).stream().filter(key.kind()::has).toList();
    }

    /**
     * Sends pending lines of a case in processing on their way. Lines that are not pending, or not there, are left out, and
     * all of them when the case is not in processing: asking twice does nothing.
     *
     * @param settled terms of their products, by their names, that are known only now, such as the pharmacy
     * @return the lines that are on their way now and were not before
     */
    public List<CaseOffering> submit(
            Tx tx,
            Caller server,
            UUID caseId,
            Collection<UUID> lineIds,
            Map<String, ? extends @Nullable Object> settled) {
        Open open = desk.lock(tx, server, caseId);
        List<CaseOffering> sent = new ArrayList<>();
        if (open.at().status() == CaseStatus.PROCESSING) {
            for (CaseOffering before : desk.lines(open)) {
                if (lineIds.contains(before.id()) && before.status() == LineStatus.PENDING) {
                    sent.add(desk.keep(open, new Done("submitted", before, before.submit(settled, open.act()))));
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
        Open open = desk.lock(tx, server, caseId);
        CaseOffering done = acknowledge(desk, open, desk.line(open, lineId, LineKind.ANY), details);
        desk.settle(open);
        return done;
    }

    static CaseOffering acknowledge(LineDesk desk, Open open, CaseOffering before, @Nullable String details) {
        if (before.status() == LineStatus.COMPLETED) {
            return before;
        }
        CaseOffering after = desk.keep(open, new Done("completed", before, before.complete(details, open.act())));
        At at = open.at();
        List<CaseOffering.Shown> all =
                desk.lines(open).stream().map(CaseOffering::shown).toList();
        desk.casework()
                .tell(
                        open.tx(),
                        at,
                        sequence -> new OfferingSubmitted(at.tenantId(), at.caseId(), sequence, at.metadata(), all));
        return after;
    }

    /**
     * A line on its way arrived nowhere: it is pending again, and a case in processing goes to support with the reason. One
     * that is pending already stays as it is; any other is a conflict.
     */
    public CaseOffering fail(Tx tx, Caller server, UUID caseId, UUID lineId, String reason) {
        Open open = desk.lock(tx, server, caseId);
        CaseOffering before = desk.line(open, lineId, LineKind.ANY);
        if (before.status() == LineStatus.PENDING) {
            return before;
        }
        CaseOffering after = desk.keep(open, new Done("failed", before, before.fail(reason, open.act())));
        if (open.at().status() == CaseStatus.PROCESSING) {
            desk.casework().move(tx, open.at(), CaseStatus.SUPPORT, reason);
        }
        return after;
    }

    /** {@link Sendings#cancel} of a line of any kind. */
    public CaseOffering cancel(Tx tx, Caller caller, UUID caseId, UUID lineId, @Nullable String reason) {
        return sendings.cancel(tx, caller, LineKey.of(caseId, lineId), reason);
    }

    /** Keeps what the network made of the prescription of a line; one that was taken off the case is nobody's any more. */
    public void prescribed(Tx tx, Caller server, UUID caseId, UUID lineId, Prescribed now) {
        Open open = desk.lock(tx, server, caseId);
        desk.lines(open).stream()
                .filter(line -> line.id().equals(lineId) && !line.prescribed().equals(now))
                .forEach(line ->
                        new LineStore(tx).update(line.prescribe(now, open.at().at())));
    }

    /** Keeps what became of the order of a line, whatever its status; the same again changes nothing. */
    public CaseOffering ordered(Tx tx, Caller server, UUID caseId, UUID lineId, Ordered now) {
        Open open = desk.lock(tx, server, caseId);
        CaseOffering before = desk.line(open, lineId, LineKind.ANY);
        return before.ordered().equals(now)
                ? before
                : desk.keep(
                        open,
                        new Done("ordered", before, before.order(now, open.at().at())));
    }

    /**
     * Locks a case until the transaction ends: its lines, and what other rooms keep of them, change one after the other. False
     * for one that is hidden since its patient left: nothing of it can be changed.
     */
    public boolean hold(Tx tx, UUID tenantId, UUID caseId) {
        return desk.casework().lockIfShown(tx, tenantId, caseId).isPresent();
    }

    /** Tells an event of a held case that another room brings about; it gets the case's next number and its metadata. */
    public void tell(Tx tx, Caller server, UUID caseId, Told event) {
        At found = desk.lock(tx, server, caseId).at();
        desk.casework().tell(tx, found, sequence -> event.of(sequence, found.metadata()));
    }

    /** Makes an event of a case. */
    public interface Told {
        /** @param metadata the partner's own text on the case */
        DomainEvent of(long sequence, @Nullable String metadata);
    }

    private List<CaseOffering> added(Open open, List<NewLine> wanted) {
        List<CaseOffering> lines = maker.make(open.tx(), open.at(), wanted);
        if (!lines.isEmpty() && desk.lines(open).size() + lines.size() > MOST) {
            throw Problem.invalid(wanted.getFirst().field(), "A case has at most %d offerings.".formatted(MOST));
        }
        desk.add(open, lines);
        return lines;
    }
}
