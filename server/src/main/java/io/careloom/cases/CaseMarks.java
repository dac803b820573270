package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.Case.Terms;
import io.careloom.cases.CaseTrail.Mark;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the clinician who holds a case says of it beside its status: priority and terms. Each answers the case after it;
 * another clinician is 403, a completed or cancelled case a conflict, the present value changes nothing.
 */
public final class CaseMarks {
    private final Reaches reaches;
    private final CaseTrail trail;
    private final CaseCharts charts;

    CaseMarks(Reaches reaches, CaseTrail trail, CaseCharts charts) {
        this.reaches = reaches;
        this.trail = trail;
        this.charts = charts;
    }

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

    /** Whether the partner is charged for it. */
    public CaseChart chargeable(Tx tx, Caller caller, UUID caseId, boolean chargeable) {
        return agree(tx, caller, caseId, terms -> terms.chargeable(chargeable));
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
        return charts.chart(tx, processed);
    }

    private CaseChart agree(Tx tx, Caller caller, UUID caseId, UnaryOperator<Terms> change) {
        Case before = lock(tx, caller, caseId);
        Step step = step(caller, before);
        Case after = before.agreeOn(change.apply(before.terms()), step);
        return mark(tx, caller, before, after, new Mark(step, "terms_changed", "Terms changed"));
    }

    private CaseChart mark(Tx tx, Caller caller, Case before, Case after, Mark mark) {
        trail.marked(tx, caller, before, after, mark);
        return charts.chart(tx, after);
    }

    private Case lock(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.CASE_MOVE_CLINICAL);
        return reaches.lock(tx, caller, caseId);
    }

    private Step step(Caller caller, Case of) {
        return trail.step(Actor.of(caller), of.subject().tenantId(), null);
    }
}
