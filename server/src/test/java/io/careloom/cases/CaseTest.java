package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.Case.Holder;
import io.careloom.cases.Case.Step;
import io.careloom.cases.Case.Subject;
import io.careloom.cases.Case.Terms;
import io.careloom.cases.Moves.Mover;
import io.careloom.kernel.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final UUID CLINICIAN = UUID.fromString("0b8f5a52-6a43-4c53-9f2b-0a7f6f4b2c11");
    private static final UUID OTHER = UUID.fromString("b1d7e3f0-2c44-4d0e-8a55-7d5d0a9b3e22");
    private static final Terms TERMS = new Terms(false, null, "order 15", true, false, false, null);

    @Test
    void aNewCaseIsCreatedWithVersionOne() {
        Case opened = opened(false);

        assertThat(opened.status()).isEqualTo(CaseStatus.CREATED);
        assertThat(opened.version()).isEqualTo(1);
        assertThat(opened.holder()).isNull();
    }

    @Test
    void heldCaseStaysCreated() {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> opened(true).assign(holder(CLINICIAN), step(Actor.SERVER)));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(problem.code()).isEqualTo("case_held");
    }

    @Test
    void releaseIsToldAndHoldingIsNot() {
        Case held = opened(false).hold(true, step(partner()));
        Case released = held.hold(false, step(partner()));

        assertThat(held.version()).isEqualTo(1);
        assertThat(held.standing().hold()).isTrue();
        assertThat(released.version()).isEqualTo(2);
        assertThat(released.standing().hold()).isFalse();
        assertThat(released.standing().statusId()).isEqualTo(held.standing().statusId());
    }

    @Test
    void holdingTwiceChangesNothing() {
        Case held = opened(true);

        assertThat(held.hold(true, step(partner()))).isSameAs(held);
    }

    @Test
    void holdOutsideCreatedIsForbidden() {
        Case assigned = assigned();

        Problem problem = catchThrowableOfType(Problem.class, () -> assigned.hold(true, step(partner())));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(problem.code()).isEqualTo("case_not_in_created");
        assertThat(problem.message()).isEqualTo("Access forbidden.");
    }

    @Test
    void reassigningKeepsTheStatus() {
        Case waiting = assigned().awaitPatient(step(Actor.simulated(CLINICIAN)));

        Case handedOver = waiting.reassign(holder(OTHER), step(partner()));

        assertThat(handedOver.status()).isEqualTo(CaseStatus.WAITING);
        assertThat(handedOver.isHeldBy(OTHER)).isTrue();
        assertThat(handedOver.version()).isEqualTo(waiting.version() + 1);
    }

    @Test
    void finalCasesCannotBeReassigned() {
        Case cancelled = assigned().cancel(step(partner()));

        Problem problem =
                catchThrowableOfType(Problem.class, () -> cancelled.reassign(holder(OTHER), step(Actor.SERVER)));

        assertThat(problem.extras()).containsEntry("allowed_transitions", List.of());
    }

    @Test
    void cancellingAHeldCaseEndsTheHold() {
        assertThat(opened(true).cancel(step(partner())).standing().hold()).isFalse();
    }

    @Test
    void randomWalksOnlyMakeMovesOfTheTableAndCountEachEvent() {
        long seed = System.nanoTime();
        System.out.println("CaseTest random walks, seed " + seed);
        Random random = new Random(seed);
        for (int walk = 0; walk < 300; walk++) {
            Case now = opened(random.nextBoolean());
            for (int step = 0; step < 25; step++) {
                now = tryAnything(now, random, seed);
            }
        }
    }

    private static Case tryAnything(Case now, Random random, long seed) {
        CaseStatus wanted = CaseStatus.values()[random.nextInt(CaseStatus.values().length)];
        Mover mover = Mover.values()[random.nextInt(Mover.values().length)];
        Step step = step(new Actor(CLINICIAN, Actor.CLINICIAN, mover));
        Case after;
        try {
            after = wanted == CaseStatus.ASSIGNED && now.holder() == null
                    ? now.assign(holder(CLINICIAN), step)
                    : now.to(wanted, step);
        } catch (Problem refused) {
            return now;
        }
        assertThat(Moves.TABLE)
                .as("seed %d", seed)
                .anyMatch(row -> row.from() == now.status() && row.to() == wanted && row.by(mover));
        assertThat(after.status()).as("seed %d", seed).isEqualTo(wanted);
        assertThat(after.version()).as("seed %d", seed).isEqualTo(now.version() + 1);
        assertThat(after.holder() != null || wanted == CaseStatus.CANCELLED)
                .as("only a cancelled case has no clinician, seed %d", seed)
                .isTrue();
        return after;
    }

    private static Case opened(boolean hold) {
        Subject subject = new Subject(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        return Case.open(UUID.randomUUID(), subject, TERMS, hold, step(partner()));
    }

    private static Case assigned() {
        return opened(false).assign(holder(CLINICIAN), step(Actor.SERVER));
    }

    private static Holder holder(UUID clinicianId) {
        return new Holder(UUID.randomUUID(), clinicianId, null, List.of(), NOON);
    }

    private static Actor partner() {
        return new Actor(UUID.randomUUID(), Actor.PARTNER, Mover.PARTNER);
    }

    private static Step step(Actor actor) {
        return new Step(UUID.randomUUID(), actor, null, NOON);
    }
}
