package io.careloom.prescribing;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.prescribing.Prescription.Status;
import io.careloom.prescribing.PrescriptionGateway.State;
import io.careloom.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PrescriptionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

    private static Prescription sending() {
        UUID id = UUID.randomUUID();
        return new Prescription(
                id,
                id,
                id,
                id,
                id,
                ProductType.DOSESPOT_MEDICATION,
                ProductTerms.NONE,
                Status.SENDING,
                null,
                4711,
                null,
                NOW,
                NOW);
    }

    private static Status afterAll(List<PrescriptionGateway.Status> told) {
        Prescription prescription = sending();
        for (PrescriptionGateway.Status status : told) {
            prescription = prescription.reported(new State(status, null), NOW);
        }
        return prescription.status();
    }

    @ParameterizedTest
    @CsvSource({
        "SENT VERIFIED, VERIFIED",
        "SENT ERROR, ERROR",
        "SENT ERROR VERIFIED, VERIFIED",
        "SENT VERIFIED ERROR, VERIFIED",
        "SENT VERIFIED CANCELLED, CANCELLED",
        "SENT ERROR DELETED, CANCELLED",
        "SENT VERIFIED ERROR DELETED, CANCELLED"
    })
    void whatIsToldDoubledAndInAnyOrderEndsWhereTheOrderedRunEnds(String run, Status end) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<PrescriptionGateway.Status> ordered = Arrays.stream(run.split(" "))
                .map(PrescriptionGateway.Status::valueOf)
                .toList();
        assertThat(afterAll(ordered)).isEqualTo(end);
        List<PrescriptionGateway.Status> doubled = new ArrayList<>(ordered);
        doubled.addAll(ordered);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(doubled, random);
            assertThat(afterAll(doubled)).as("%s, seed %d", doubled, seed).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @EnumSource(PrescriptionGateway.Status.class)
    void aCancelledOneStaysSoWhateverIsTold(PrescriptionGateway.Status told) {
        Prescription cancelled = sending().reported(new State(PrescriptionGateway.Status.CANCELLED, "dropped"), NOW);

        assertThat(cancelled.reported(new State(told, "late"), NOW)).isEqualTo(cancelled);
    }

    @Test
    void itLeavesOnceAndKnowsWhen() {
        Prescription sent = sending().reported(new State(PrescriptionGateway.Status.SENT, null), NOW);

        assertThat(sent.sentAt()).isEqualTo(NOW);
        assertThat(sent.reported(new State(PrescriptionGateway.Status.VERIFIED, null), NOW.plusSeconds(60))
                        .sentAt())
                .isEqualTo(NOW);
    }

    @Test
    void theDatabaseKnowsTheSameOrder() {
        try (TestDatabase database = TestDatabase.fresh()) {
            List<String> kept = database.database()
                    .jdbi()
                    .withHandle(handle -> handle.createQuery(
                                    "select status from prescribing.prescription_status order by rank")
                            .mapTo(String.class)
                            .list());

            assertThat(kept)
                    .containsExactlyElementsOf(
                            Arrays.stream(Status.values()).map(Status::word).toList());
        }
    }
}
