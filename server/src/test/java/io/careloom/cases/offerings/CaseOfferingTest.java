package io.careloom.cases.offerings;

import static io.careloom.cases.offerings.LineStatus.CANCELLED;
import static io.careloom.cases.offerings.LineStatus.COMPLETED;
import static io.careloom.cases.offerings.LineStatus.PENDING;
import static io.careloom.cases.offerings.LineStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.offerings.CaseOffering.Act;
import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.CaseOffering.Prescribed;
import io.careloom.cases.offerings.CaseOffering.Price;
import io.careloom.cases.offerings.CaseOffering.Standing;
import io.careloom.cases.offerings.CaseOffering.Terms;
import io.careloom.cases.offerings.LineMoves.Mover;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaseOfferingTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Terms TERMS = new Terms("Title", false, null, null, 1, false);
    private static final ProductTerms PRODUCT =
            ProductTerms.NONE.with(Map.of("name", "Finasteride", "quantity", "30", "effective_date", "7"));

    private enum Verb {
        SUBMIT,
        COMPLETE,
        FAIL,
        CANCEL,
        RESET,
        CHANGE,
        REPLACE,
        REMOVE
    }

    /**
     * The model, written apart from the code: where a verb leads by whom. {@code gone} is off the case, {@code same} changes no
     * status, {@code 403} and {@code 409} are refusals.
     */
    private static final List<String> MODEL = List.of(
            //         verb      pending     processing  completed  cancelled
            "server    submit    processing  409         409        409",
            "server    complete  409         completed   409        409",
            "server    fail      409         pending     409        409",
            "server    cancel    cancelled   cancelled   409        409",
            "server    reset     same        409         409        pending",
            "server    change    same        409         409        409",
            "server    replace   same        409         409        409",
            "server    remove    gone        409         409        gone",
            "partner   submit    403         403         403        403",
            "partner   complete  403         403         403        403",
            "partner   fail      409         409         409        409",
            "partner   cancel    cancelled   409         409        409",
            "partner   reset     same        409         409        pending",
            "partner   change    same        409         409        409",
            "partner   replace   same        409         409        409",
            "partner   remove    gone        409         409        gone",
            "clinician submit    403         403         403        403",
            "clinician complete  403         403         403        403",
            "clinician fail      409         409         409        409",
            "clinician cancel    cancelled   cancelled   409        409",
            "clinician reset     same        409         409        pending",
            "clinician change    same        409         409        409",
            "clinician replace   same        409         409        409",
            "clinician remove    gone        409         409        gone");

    static Stream<Arguments> model() {
        return MODEL.stream().flatMap(row -> {
            String[] cells = row.split(" +");
            return Stream.of(PENDING, PROCESSING, COMPLETED, CANCELLED)
                    .map(from -> Arguments.of(
                            from,
                            Verb.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                            Mover.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                            cells[2 + from.ordinal()]));
        });
    }

    @Test
    void theModelNamesEveryVerbAndEveryMover() {
        assertThat(model()).hasSize(LineStatus.values().length * Verb.values().length * Mover.values().length);
    }

    @ParameterizedTest(name = "{1} of a {0} line by {2}: {3}")
    @MethodSource("model")
    void everyVerbDoesWhatTheModelSays(LineStatus from, Verb verb, Mover mover, String expected) {
        CaseOffering before = line(from);
        Act act = new Act(mover, LATER);
        if (expected.matches("4..")) {
            Problem refused = catchThrowableOfType(Problem.class, () -> done(before, verb, act));

            assertThat(refused.kind())
                    .isEqualTo(expected.equals("403") ? Problem.Kind.FORBIDDEN : Problem.Kind.CONFLICT);
            if (expected.equals("409")) {
                assertThat(refused.extras()).containsKey("allowed_transitions");
            }
            return;
        }
        CaseOffering after = done(before, verb, act);

        assertThat(after.deletedAt()).isEqualTo(expected.equals("gone") ? LATER : null);
        assertThat(after.status())
                .isEqualTo(
                        expected.equals("gone") || expected.equals("same")
                                ? from
                                : LineStatus.valueOf(expected.toUpperCase(Locale.ROOT)));
        assertThat(after.createdAt()).isEqualTo(NOON);
        assertThat(after.updatedAt()).isEqualTo(verb == Verb.RESET && from == PENDING ? NOON : LATER);
    }

    @Test
    void nobodyButTheServerSendsOrAcknowledges() {
        assertThat(Arrays.stream(Mover.values())
                        .filter(mover -> LineMoves.allowed(PENDING, mover).contains(PROCESSING)
                                || LineMoves.allowed(PROCESSING, mover).contains(COMPLETED)))
                .containsExactly(Mover.SERVER);
    }

    @Test
    void aLineThatIsBeingSentIsNotSentAgain() {
        Problem refused =
                catchThrowableOfType(Problem.class, () -> line(PROCESSING).reset(new Act(Mover.CLINICIAN, LATER)));

        assertThat(refused.code()).isEqualTo("prescription_in_flight");
        assertThat(refused.extras()).containsEntry("allowed_transitions", List.of("cancelled"));
    }

    @Test
    void resettingAFailedLineForgetsTheReason() {
        CaseOffering failed = line(PROCESSING).fail("Unknown pharmacy", new Act(Mover.SERVER, NOON));

        assertThat(failed.shown().statusDetails()).isEqualTo("Unknown pharmacy");
        assertThat(failed.reset(new Act(Mover.CLINICIAN, LATER)).shown().statusDetails())
                .isNull();
    }

    @Test
    void daysUntilItMayBeFilledBecomeADayWhenItIsSent() {
        CaseOffering sent = line(PENDING).submit(Map.of(), new Act(Mover.SERVER, NOON));

        assertThat(sent.product().terms().effectiveDate()).isEqualTo("2026-12-05");
    }

    @Test
    void whatHasATitleOnlyIsCalledByIt() {
        Product served = new Product(UUID.randomUUID(), ProductType.SERVICE, ProductTerms.NONE, NOON, NOON, null);
        CaseOffering line = new CaseOffering(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                new Terms("Thyroid panel", false, null, null, 1, false),
                served,
                Price.NONE,
                Standing.PENDING,
                Prescribed.NOT_YET,
                Ordered.NOT_YET,
                NOON,
                NOON,
                null);

        assertThat(line.shown().name()).isEqualTo("Thyroid panel");
        assertThat(line.shown().title()).isEqualTo("Thyroid panel");
    }

    @Test
    void theSameWordsAgainChangeNothing() {
        CaseOffering line = line(COMPLETED);

        assertThat(line.change(TERMS, PRODUCT, new Act(Mover.PARTNER, LATER))).isSameAs(line);
    }

    private static CaseOffering done(CaseOffering line, Verb verb, Act act) {
        return switch (verb) {
            case SUBMIT -> line.submit(Map.of(), act);
            case COMPLETE -> line.complete("acknowledged", act);
            case FAIL -> line.fail("no such pharmacy", act);
            case CANCEL -> line.cancel("wrong line", act);
            case RESET -> line.reset(act);
            case CHANGE -> line.change(new Terms("Other", true, null, null, 2, true), PRODUCT, act);
            case REPLACE -> line.replace(line(PENDING), TERMS, act);
            case REMOVE -> line.remove(act);
        };
    }

    private static CaseOffering line(LineStatus status) {
        return new CaseOffering(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                TERMS,
                product(),
                Price.NONE,
                new Standing(status, null),
                Prescribed.NOT_YET,
                Ordered.NOT_YET,
                NOON,
                NOON,
                null);
    }

    private static Product product() {
        return new Product(UUID.randomUUID(), ProductType.DOSESPOT_MEDICATION, PRODUCT, NOON, NOON, null);
    }
}
