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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status of a case, every verb, everybody who may try it: compared with a model written apart from the code. */
class CaseModelTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final UUID CLINICIAN = UUID.fromString("0b8f5a52-6a43-4c53-9f2b-0a7f6f4b2c11");
    private static final UUID OTHER = UUID.fromString("b1d7e3f0-2c44-4d0e-8a55-7d5d0a9b3e22");

    private enum Verb {
        ASSIGN,
        RETURN,
        WAIT,
        SUPPORT,
        APPROVE,
        PROCESS,
        COMPLETE,
        CANCEL
    }

    /**
     * Where a verb leads by whom (design 5, permissions of answers.md B1): the first letters of a status, {@code 409} where the
     * status forbids it, {@code 403} where this mover never does it.
     */
    private static final List<String> MODEL = List.of(
            //         verb      created   assigned   waiting   support   approved   processing completed cancelled
            "server    assign    assigned  409        409       409       409        409        409       409",
            "server    return    409       409        assigned  assigned  assigned   409        409       409",
            "server    wait      409       waiting    409       409       409        409        409       409",
            "server    support   409       support    409       409       409        support    409       409",
            "server    approve   409       approved   409       409       409        409        409       409",
            "server    process   409       processing 409       409       processing 409        409       409",
            "server    complete  409       409        409       409       409        completed  409       409",
            "server    cancel    cancelled cancelled  cancelled cancelled cancelled  cancelled  409       409",
            "partner   assign    assigned  409        409       409       409        409        409       409",
            "partner   return    409       409        assigned  assigned  assigned   409        409       409",
            "partner   wait      403       403        403       403       403        403        403       403",
            "partner   support   409       support    409       409       409        support    409       409",
            "partner   approve   403       403        403       403       403        403        403       403",
            "partner   process   409       409        409       409       processing 409        409       409",
            "partner   complete  403       403        403       403       403        403        403       403",
            "partner   cancel    cancelled cancelled  cancelled cancelled cancelled  cancelled  409       409",
            "desk      assign    assigned  409        409       409       409        409        409       409",
            "desk      return    409       409        assigned  assigned  assigned   409        409       409",
            "desk      wait      403       403        403       403       403        403        403       403",
            "desk      support   409       support    409       409       409        support    409       409",
            "desk      approve   403       403        403       403       403        403        403       403",
            "desk      process   403       403        403       403       403        403        403       403",
            "desk      complete  403       403        403       403       403        403        403       403",
            "desk      cancel    403       403        403       403       403        403        403       403",
            "clinician assign    assigned  409        409       409       409        409        409       409",
            "clinician return    409       409        assigned  assigned  assigned   409        409       409",
            "clinician wait      409       waiting    409       409       409        409        409       409",
            "clinician support   409       support    409       409       409        support    409       409",
            "clinician approve   409       approved   409       409       409        409        409       409",
            "clinician process   409       processing 409       409       processing 409        409       409",
            "clinician complete  409       409        409       409       409        completed  409       409",
            "clinician cancel    409       cancelled  cancelled cancelled cancelled  cancelled  409       409",
            "assistant assign    403       403        403       403       403        403        403       403",
            "assistant return    403       403        403       403       403        403        403       403",
            "assistant wait      409       waiting    409       409       409        409        409       409",
            "assistant support   409       support    409       409       409        support    409       409",
            "assistant approve   403       403        403       403       403        403        403       403",
            "assistant process   403       403        403       403       403        403        403       403",
            "assistant complete  403       403        403       403       403        403        403       403",
            "assistant cancel    403       403        403       403       403        403        403       403");

    private record Cell(CaseStatus from, Verb verb, Mover mover, String expected) {}

    private static Stream<Cell> cells() {
        return MODEL.stream().flatMap(row -> {
            String[] words = row.split(" +");
            return Arrays.stream(CaseStatus.values())
                    .map(from -> new Cell(
                            from,
                            Verb.valueOf(words[1].toUpperCase(Locale.ROOT)),
                            Mover.valueOf(words[0].toUpperCase(Locale.ROOT)),
                            words[2 + from.ordinal()]));
        });
    }

    static Stream<Arguments> model() {
        return cells().map(cell -> Arguments.of(cell.from(), cell.verb(), cell.mover(), cell.expected()));
    }

    @Test
    void theModelNamesEveryStatusVerbAndMover() {
        Set<List<Object>> named = new HashSet<>();
        cells().forEach(cell -> named.add(List.of(cell.from(), cell.verb(), cell.mover())));

        assertThat(named).hasSize(CaseStatus.values().length * Verb.values().length * Mover.values().length);
        assertThat(cells()).hasSize(named.size());
    }

    @ParameterizedTest(name = "{1} of a {0} case by {2}: {3}")
    @MethodSource("model")
    void everyVerbDoesWhatTheModelSays(CaseStatus from, Verb verb, Mover mover, String expected) {
        Case before = in(from);
        Step step = new Step(UUID.randomUUID(), new Actor(CLINICIAN, Actor.CLINICIAN, mover), "because", LATER);
        if (expected.startsWith("4")) {
            Problem refused = catchThrowableOfType(Problem.class, () -> done(before, verb, step));

            assertThat(refused.kind())
                    .isEqualTo(expected.equals("403") ? Problem.Kind.FORBIDDEN : Problem.Kind.CONFLICT);
            if (expected.equals("409")) {
                assertThat(refused.extras().get("allowed_transitions"))
                        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                        .containsExactlyInAnyOrderElementsOf(open(from, mover));
            }
            return;
        }
        Case after = done(before, verb, step);

        assertThat(after.status().word()).isEqualTo(expected);
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.standing().reason()).isEqualTo("because");
        assertThat(after.standing().since()).isEqualTo(LATER);
        assertThat(after.isHeldBy(CLINICIAN)).isEqualTo(verb == Verb.ASSIGN || from != CaseStatus.CREATED);
    }

    /** Where the model lets this mover go from there. */
    private static List<String> open(CaseStatus from, Mover mover) {
        return cells().filter(cell -> cell.from() == from
                        && cell.mover() == mover
                        && !cell.expected().startsWith("4"))
                .map(Cell::expected)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void onlyACaseThatNobodyHasIsHeldAndReleased(CaseStatus from) {
        Case before = in(from);
        Step step = new Step(UUID.randomUUID(), Actor.SERVER, null, LATER);
        if (from == CaseStatus.CREATED) {
            assertThat(before.hold(true, step).hold(false, step).version()).isEqualTo(before.version() + 1);
            return;
        }
        Problem refused = catchThrowableOfType(Problem.class, () -> before.hold(true, step));

        assertThat(refused.code()).isEqualTo("case_not_in_created");
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void onlyACaseInSomebodysHandsIsHandedOn(CaseStatus from) {
        Case before = in(from);
        Step step = new Step(UUID.randomUUID(), Actor.SERVER, null, LATER);
        if (Set.of(CaseStatus.CREATED, CaseStatus.COMPLETED, CaseStatus.CANCELLED)
                .contains(from)) {
            Problem refused = catchThrowableOfType(Problem.class, () -> before.reassign(holder(OTHER), step));

            assertThat(refused.kind()).isEqualTo(Problem.Kind.CONFLICT);
            return;
        }
        Case after = before.reassign(holder(OTHER), step);

        assertThat(after.status()).isEqualTo(from);
        assertThat(after.isHeldBy(OTHER)).isTrue();
    }

    static CaseStatus[] statuses() {
        return CaseStatus.values();
    }

    private static Case done(Case of, Verb verb, Step step) {
        return switch (verb) {
            case ASSIGN -> of.assign(holder(CLINICIAN), step);
            case RETURN -> of.returnToClinician(step);
            case WAIT -> of.awaitPatient(step);
            case SUPPORT -> of.transferToSupport(step);
            case APPROVE -> of.approve(step);
            case PROCESS -> of.process(step);
            case COMPLETE -> of.complete(step);
            case CANCEL -> of.cancel(step);
        };
    }

    private static Holder holder(UUID clinicianId) {
        return new Holder(UUID.randomUUID(), clinicianId, null, List.of(), NOON);
    }

    /** A case that stands there, in the hands of the clinician unless nobody had it yet; without a way to it. */
    private static Case in(CaseStatus status) {
        Subject subject = new Subject(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        return new Case(
                UUID.randomUUID(),
                subject,
                new Terms(false, null, "order 15", true, false, false, null),
                new Case.Standing(UUID.randomUUID(), status, false, null, NOON, NOON),
                Case.Marks.NONE,
                status == CaseStatus.CREATED ? null : holder(CLINICIAN),
                7,
                NOON,
                NOON);
    }
}
