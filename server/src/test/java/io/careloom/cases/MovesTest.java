package io.careloom.cases;

import static io.careloom.cases.CaseStatus.APPROVED;
import static io.careloom.cases.CaseStatus.ASSIGNED;
import static io.careloom.cases.CaseStatus.CANCELLED;
import static io.careloom.cases.CaseStatus.COMPLETED;
import static io.careloom.cases.CaseStatus.CREATED;
import static io.careloom.cases.CaseStatus.PROCESSING;
import static io.careloom.cases.CaseStatus.SUPPORT;
import static io.careloom.cases.CaseStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.Moves.Mover;
import io.careloom.kernel.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovesTest {
    @Test
    void everyStatusHasTheMovesOfTheDesign() {
        assertThat(Moves.allowed(CREATED, Mover.SERVER)).containsExactlyInAnyOrder(ASSIGNED, CANCELLED);
        assertThat(Moves.allowed(ASSIGNED, Mover.SERVER))
                .containsExactlyInAnyOrder(WAITING, SUPPORT, APPROVED, PROCESSING, CANCELLED);
        assertThat(Moves.allowed(WAITING, Mover.SERVER)).containsExactlyInAnyOrder(ASSIGNED, CANCELLED);
        assertThat(Moves.allowed(SUPPORT, Mover.SERVER)).containsExactlyInAnyOrder(ASSIGNED, CANCELLED);
        assertThat(Moves.allowed(APPROVED, Mover.SERVER)).containsExactlyInAnyOrder(PROCESSING, ASSIGNED, CANCELLED);
        assertThat(Moves.allowed(PROCESSING, Mover.SERVER)).containsExactlyInAnyOrder(COMPLETED, SUPPORT, CANCELLED);
        assertThat(Moves.allowed(COMPLETED, Mover.SERVER)).isEmpty();
        assertThat(Moves.allowed(CANCELLED, Mover.SERVER)).isEmpty();
    }

    @Test
    void aPartnerCannotSkipTheClinician() {
        assertThat(Moves.allowed(ASSIGNED, Mover.PARTNER)).containsExactly(SUPPORT, CANCELLED);
        assertThat(Moves.allowed(WAITING, Mover.PARTNER)).containsExactly(ASSIGNED, CANCELLED);
        assertThat(Moves.allowed(APPROVED, Mover.PARTNER)).containsExactly(PROCESSING, ASSIGNED, CANCELLED);
    }

    @Test
    void anIllegalMoveNamesTheOpenOnes() {
        Problem problem = refusal(WAITING, APPROVED, Mover.CLINICIAN);

        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(problem.extras()).containsEntry("allowed_transitions", List.of("assigned", "cancelled"));
    }

    @Test
    void aMoveThatThisMoverNeverMakesIsForbidden() {
        assertThat(refusal(ASSIGNED, APPROVED, Mover.PARTNER).kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refusal(ASSIGNED, CANCELLED, Mover.DESK).kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refusal(ASSIGNED, APPROVED, Mover.ASSISTANT).kind()).isEqualTo(Problem.Kind.FORBIDDEN);
    }

    @Test
    void theShortestWayIsFound() {
        assertThat(Moves.path(CREATED, COMPLETED)).containsExactly(ASSIGNED, PROCESSING, COMPLETED);
        assertThat(Moves.path(WAITING, SUPPORT)).containsExactly(ASSIGNED, SUPPORT);
        assertThat(Moves.path(APPROVED, COMPLETED)).containsExactly(PROCESSING, COMPLETED);
        assertThat(Moves.path(ASSIGNED, ASSIGNED)).isEmpty();
        assertThat(Moves.path(COMPLETED, ASSIGNED)).isEmpty();
    }

    private static Problem refusal(CaseStatus from, CaseStatus to, Mover mover) {
        return catchThrowableOfType(Problem.class, () -> Moves.check(from, to, mover));
    }
}
