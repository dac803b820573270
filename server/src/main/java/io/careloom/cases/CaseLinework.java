package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseTrail.Part;
import io.careloom.cases.offerings.Casework;
import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Cases, as far as their lines look at them. */
final class CaseLinework implements Casework {
    private final Reaches reaches;
    private final CaseStore cases;
    private final CaseTrail trail;

    CaseLinework(Reaches reaches, CaseStore cases, CaseTrail trail) {
        this.reaches = reaches;
        this.cases = cases;
        this.trail = trail;
    }

    @Override
    public At find(Tx tx, Caller caller, UUID caseId) {
        return at(reaches.find(tx, caller, caseId));
    }

    @Override
    public At lock(Tx tx, Caller caller, UUID caseId) {
        return at(reaches.lock(tx, caller, caseId));
    }

    @Override
    public Optional<At> lockIfShown(Tx tx, UUID tenantId, UUID caseId) {
        return cases.lock(tx, Reach.all(Scope.tenant(tenantId)), caseId).map(this::at);
    }

    @Override
    public void note(Tx tx, Caller caller, At of, Note note) {
        Case found = again(tx, of);
        trail.noted(tx, caller, found, step(Actor.of(caller), of, null), Part.ofLine(note));
    }

    @Override
    public void tell(Tx tx, At of, LongFunction<DomainEvent> event) {
        Case next = again(tx, of).told(of.at());
        trail.told(tx, next, event.apply(next.version()));
    }

    @Override
    public void move(Tx tx, At of, CaseStatus to, @Nullable String reason) {
        Case before = again(tx, of);
        Step step = step(Actor.SERVER, of, reason);
        trail.changed(tx, Caller.system(of.tenantId()), before, before.to(to, step), step);
    }

    @Override
    public void backToProcessing(Tx tx, Caller caller, At of) {
        Actor actor = Actor.of(caller);
        Case now = again(tx, of);
        for (CaseStatus next : Moves.path(now.status(), CaseStatus.PROCESSING)) {
            Step step = step(actor, of, null);
            Case after = now.to(next, step);
            trail.changed(tx, caller, now, after, step);
            now = after;
        }
    }

    @Override
    public void needApproval(Tx tx, Caller caller, At of) {
        Case before = again(tx, of);
        Step step = step(Actor.of(caller), of, null);
        Case after = before.agreeOn(before.terms().additionalApproval(true), step);
        trail.marked(tx, caller, before, after, new CaseTrail.Mark(step, "terms_changed", "Terms changed"));
    }

    private Step step(Actor actor, At of, @Nullable String reason) {
        return trail.step(actor, of.tenantId(), reason);
    }

    /** A case that was locked before, as it is now. */
    private Case again(Tx tx, At of) {
        return cases.find(tx, Reach.all(Scope.tenant(of.tenantId())), of.caseId())
                .orElseThrow(Problem::notFound);
    }

    private At at(Case found) {
        return new At(
                found.caseId(),
                found.subject().tenantId(),
                found.subject().partnerId(),
                found.subject().patientId(),
                found.subject().stateId(),
                found.holder() == null ? null : found.holder().clinicianId(),
                found.status(),
                found.marks().locked(),
                found.terms().metadata(),
                trail.step(Actor.SERVER, found.subject().tenantId(), null).at());
    }
}
