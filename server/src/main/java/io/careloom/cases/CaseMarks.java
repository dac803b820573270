package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.Case.Terms;
import io.careloom.cases.CaseEvent.CaseCancelled;
import io.careloom.cases.CaseEvent.CaseCompleted;
import io.careloom.cases.CaseTrail.Mark;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.offerings.CaseOfferings;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.charges.ChargedCase;
import io.careloom.partners.charges.Charges;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the clinician who holds a case says of it beside its status: priority and terms, and what follows
 * for the partner's charges. Each answers the case after it;
 * another clinician is 403, a completed or cancelled case a conflict, the present value changes nothing.
 */
public final class CaseMarks {
    private final Reaches reaches;
    private final CaseTrail trail;
    private final CaseCharts charts;
    private final Billing billing;

    CaseMarks(Reaches reaches, CaseTrail trail, CaseCharts charts, Billing billing) {
        this.reaches = reaches;
        this.trail = trail;
        this.charts = charts;
        this.billing = billing;
    }

    /** Where a case is charged, and what its price is made of. */
    record Billing(Charges charges, CaseOfferings lines) {}

    /** Puts the case first in the lists, for which a reason is needed, or back into line. */
    public CaseChart prioritize(Tx tx, Caller caller, UUID caseId, boolean first, @Nullable String reason) {
        Case before = lock(tx, caller, caseId);
        Step step = step(caller, before);
        if (!first) {
            return mark(tx, caller, before, before.putInLine(step), new Mark(step, "put_in_line", "Put in line"));
        }
        if (reason == null) {
            throw Problem.invalid("reason", "A reason is needed for a priority.");
        }
        return mark(tx, caller, before, before.prioritize(reason, step), new Mark(step, "prioritized", "Prioritized"));
    }

    /** Whether the patient must be seen live. */
    public CaseChart sync(Tx tx, Caller caller, UUID caseId, boolean sync) {
        return agree(tx, caller, caseId, terms -> terms.sync(sync));
    }

    /** Whether the partner is charged for it, of which the partner is told. */
    public CaseChart chargeable(Tx tx, Caller caller, UUID caseId, boolean chargeable) {
        Case before = lock(tx, caller, caseId);
        CaseChart agreed = agree(tx, caller, caseId, terms -> terms.chargeable(chargeable));
        if (before.terms().chargeable() != chargeable) {
            billing.charges().chargeabilityChanged(tx, charged(before, BigDecimal.ZERO));
        }
        return agreed;
    }

    /** Whether the papers of its services were taken to where they go; also of a case that is closed. */
    public CaseChart servicePdfExported(Tx tx, Caller caller, UUID caseId, boolean exported) {
        Case before = lock(tx, caller, caseId);
        Step step = step(caller, before);
        String title = exported ? "Service PDF exported" : "Service PDF not exported";
        return mark(
                tx,
                caller,
                before,
                before.servicePdfExported(exported, step),
                new Mark(step, "service_pdf_exported", title));
    }

    /** What the partner was charged for a case in US dollars, or would be if it ended now; zero when it is not to be. */
    BigDecimal cost(Tx tx, Case of) {
        BigDecimal charged = billing.charges()
                .charged(tx, Scope.tenant(of.subject().tenantId()), List.of(of.caseId()))
                .get(of.caseId());
        if (charged != null) {
            return charged;
        }
        return of.terms().chargeable()
                ? billing.charges().price(tx, charged(of, offerings(tx, of, of.status() != CaseStatus.CANCELLED)))
                : BigDecimal.ZERO;
    }

    /** Charges the partner for what has come to its end. */
    Subscriber whenEnded(CaseStore cases) {
        return new Subscriber() {
            @Override
            public String name() {
                return "cases.charges";
            }

            @Override
            public Set<String> names() {
                return Set.of(CaseCompleted.class.getSimpleName(), CaseCancelled.class.getSimpleName());
            }

            @Override
            public void on(Tx tx, RecordedEvent event) {
                boolean completed = event.name().equals(CaseCompleted.class.getSimpleName());
                cases.kept(tx, event.tenantId(), event.subjectId())
                        .filter(found -> found.terms().chargeable())
                        .ifPresent(found -> billing.charges()
                                .ended(tx, charged(found, offerings(tx, found, completed)), completed));
            }
        };
    }

    /**
     * What the offerings of a case cost besides, as they were when it got them, but for those that a completed case went
     * without; with a case that is called off all its lines are.
     */
    private BigDecimal offerings(Tx tx, Case of, boolean completed) {
        Scope scope = Scope.tenant(of.subject().tenantId());
        return billing.lines().of(tx, scope, List.of(of.caseId())).getOrDefault(of.caseId(), List.of()).stream()
                .filter(line -> !completed || line.status() != LineStatus.CANCELLED)
                .map(line -> line.price().charged())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static ChargedCase charged(Case of, BigDecimal offerings) {
        return new ChargedCase(
                of.subject().tenantId(),
                of.subject().partnerId(),
                of.caseId(),
                of.subject().patientId(),
                of.terms().sync(),
                of.terms().followUp(),
                offerings);
    }

    /** Whether the partner has to approve too; an approved case that needs it no more goes on to processing. */
    public CaseChart additionalApproval(Tx tx, Caller caller, UUID caseId, boolean needed) {
        CaseChart agreed = agree(tx, caller, caseId, terms -> terms.additionalApproval(needed));
        Case now = lock(tx, caller, caseId);
        if (needed || now.status() != CaseStatus.APPROVED) {
            return agreed;
        }
        Step step = step(caller, now);
        Case processed = now.process(step);
        trail.changed(tx, caller, now, processed, step);
        return charts.chart(tx, caller, processed);
    }

    private CaseChart agree(Tx tx, Caller caller, UUID caseId, UnaryOperator<Terms> change) {
        Case before = lock(tx, caller, caseId);
        Step step = step(caller, before);
        Case after = before.agreeOn(change.apply(before.terms()), step);
        return mark(tx, caller, before, after, new Mark(step, "terms_changed", "Terms changed"));
    }

    private CaseChart mark(Tx tx, Caller caller, Case before, Case after, Mark mark) {
        trail.marked(tx, caller, before, after, mark);
        return charts.chart(tx, caller, after);
    }

    private Case lock(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.CASE_MOVE_CLINICAL);
        return reaches.lock(tx, caller, caseId);
    }

    private Step step(Caller caller, Case of) {
        return trail.step(Actor.of(caller), of.subject().tenantId(), null);
    }
}
