package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.cases.AssignmentPolicy.Applicant;
import io.careloom.cases.AssignmentPolicy.Decision;
import io.careloom.cases.AssignmentPolicy.Placement;
import io.careloom.cases.AssignmentPolicy.Ties;
import io.careloom.cases.AssignmentPolicy.Verdict;
import io.careloom.catalog.offerings.Reserved;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.kernel.Environment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every group of applicants, told as a plain search over all of them and compared with the policy. */
class AssignmentModelTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<UUID> FIELDS =
            List.of(new UUID(0x4000, 0x8001), new UUID(0x4000, 0x8002), new UUID(0x4000, 0x8003));
    private static final int CAPACITY = 3;

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    private record Draw(List<Applicant> applicants, Placement place) {
        static Draw of(long seed) {
            Random random = new Random(seed);
            Set<UUID> asked = new HashSet<>();
            FIELDS.stream().filter(_ -> random.nextInt(3) == 0).forEach(asked::add);
            Environment environment = random.nextBoolean() ? Environment.LIVE : Environment.SANDBOX;
            List<Applicant> applicants = new ArrayList<>(IntStream.range(0, random.nextInt(8))
                    .mapToObj(number -> applicant(number, random))
                    .toList());
            Collections.shuffle(applicants, random);
            Set<UUID> prescribers = random.nextInt(4) == 0 ? some(random, 8) : Set.of();
            return new Draw(
                    applicants,
                    new Placement(environment, TODAY, NOW, CAPACITY, asked, offerings(random), prescribers));
        }

        private static Applicant applicant(int number, Random random) {
            Map<UUID, Priority> fields = new HashMap<>();
            FIELDS.stream().filter(_ -> random.nextInt(4) != 0).forEach(one -> fields.put(one, priority(random)));
            return new Applicant(
                    id(number),
                    true,
                    random.nextInt(6) == 0 ? TODAY.minusDays(1) : null,
                    random.nextInt(8) != 0,
                    random.nextInt(8) != 0,
                    random.nextInt(8) == 0,
                    null,
                    null,
                    random.nextInt(6) == 0 ? Set.of(Environment.SANDBOX) : Set.of(Environment.values()),
                    random.nextInt(8) == 0,
                    new Ties(random.nextBoolean() ? null : priority(random), fields),
                    random.nextInt(CAPACITY + 1),
                    random.nextBoolean() ? null : NOW.minusSeconds(random.nextInt(3)));
        }

        /** Up to two offerings, each for some of eight clinicians, or not for some. */
        private static List<Reserved> offerings(Random random) {
            return IntStream.range(0, random.nextInt(3))
                    .mapToObj(_ -> new Reserved(some(random, 2), some(random, 6)))
                    .toList();
        }

        private static Set<UUID> some(Random random, int oneIn) {
            Set<UUID> some = new HashSet<>();
            if (random.nextBoolean()) {
                IntStream.range(0, 8).filter(_ -> random.nextInt(oneIn) == 0).forEach(number -> some.add(id(number)));
            }
            return some;
        }

        private static UUID id(int number) {
            return new UUID(0x4000, 0x8000 + number);
        }

        private static Priority priority(Random random) {
            return Priority.values()[random.nextInt(3)];
        }
    }

    /** The rules of design section 5, each said once more in the plainest way. */
    private static boolean mayHave(Applicant one, Placement place) {
        boolean ofAnAskedField = false;
        for (UUID field : place.specialties()) {
            Priority priority = one.ties().specialties().get(field);
            ofAnAskedField |= priority == Priority.NORMAL || priority == Priority.PREFERRED;
        }
        boolean mayPrescribeAll = true;
        for (Reserved offering : place.offerings()) {
            boolean forEverybody = offering.exclusive().isEmpty();
            mayPrescribeAll &= forEverybody || offering.exclusive().contains(one.clinicianId());
            mayPrescribeAll &= !offering.disabled().contains(one.clinicianId());
        }
        for (UUID alone : place.prescribers()) {
            mayPrescribeAll &= alone.equals(one.clinicianId());
        }
        return one.licensedUntil() == null
                && mayPrescribeAll
                && one.active()
                && one.available()
                && !one.outOfOffice()
                && one.environments().contains(place.environment())
                && !(one.testingAccount() && place.environment() == Environment.LIVE)
                && one.ties().partner() != Priority.DISABLED
                && (place.specialties().isEmpty() || ofAnAskedField)
                && one.openCases() < CAPACITY;
    }

    private static boolean comesBefore(Applicant a, Applicant b, Placement place) {
        boolean aWanted = a.ties().partner() == Priority.PREFERRED;
        if (aWanted != (b.ties().partner() == Priority.PREFERRED)) {
            return aWanted;
        }
        boolean aStrong = isStrong(a, place);
        if (aStrong != isStrong(b, place)) {
            return aStrong;
        }
        if (a.openCases() != b.openCases()) {
            return a.openCases() < b.openCases();
        }
        long aLast =
                a.lastAssignedAt() == null ? Long.MIN_VALUE : a.lastAssignedAt().getEpochSecond();
        long bLast =
                b.lastAssignedAt() == null ? Long.MIN_VALUE : b.lastAssignedAt().getEpochSecond();
        return aLast != bLast ? aLast < bLast : a.clinicianId().compareTo(b.clinicianId()) < 0;
    }

    private static boolean isStrong(Applicant one, Placement place) {
        return place.specialties().stream()
                .anyMatch(field -> one.ties().specialties().get(field) == Priority.PREFERRED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theChosenIsTheBestOfThoseWhoMayHaveTheCase(long seed) {
        Draw draw = Draw.of(seed);
        Decision decision = AssignmentPolicy.decide(draw.applicants(), draw.place());

        UUID best = null;
        for (Applicant one : draw.applicants()) {
            boolean beaten = draw.applicants().stream()
                    .anyMatch(other ->
                            other != one && mayHave(other, draw.place()) && comesBefore(other, one, draw.place()));
            if (mayHave(one, draw.place()) && !beaten) {
                best = one.clinicianId();
            }
        }
        assertThat(decision.chosen()).isEqualTo(best);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybodyGetsAVerdictAndWhoeverIsRefusedGetsAReason(long seed) {
        Draw draw = Draw.of(seed);
        Decision decision = AssignmentPolicy.decide(draw.applicants(), draw.place());

        assertThat(decision.verdicts())
                .extracting(Verdict::applicant)
                .containsExactlyInAnyOrderElementsOf(draw.applicants());
        assertThat(decision.verdicts())
                .allMatch(verdict -> verdict.refusals().isEmpty() == mayHave(verdict.applicant(), draw.place()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfApplicantsDoesNotMatter(long seed) {
        Draw draw = Draw.of(seed);
        List<Applicant> turned = new ArrayList<>(draw.applicants());
        Collections.reverse(turned);

        assertThat(AssignmentPolicy.decide(turned, draw.place()))
                .isEqualTo(AssignmentPolicy.decide(draw.applicants(), draw.place()));
    }
}
