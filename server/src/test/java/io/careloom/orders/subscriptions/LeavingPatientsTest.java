package io.careloom.orders.subscriptions;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.orders.subscriptions.Subscriptions.Key;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the subscriptions of patients who leave. */
class LeavingPatientsTest {
    private static SubscriptionWorld world;

    @BeforeAll
    static void open() {
        world = new SubscriptionWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static long listed(Caller partner, PageQuery.Trashed trashed) {
        PageQuery query = new PageQuery(1, 15, null, true, null, trashed);
        return world.write(tx -> world.subscriptions.list(tx, partner, query)).total();
    }

    @Test
    void noListHasThemUntilThePatientIsBackAndThenTheyAreCancelled() throws InterruptedException {
        Caller partner = world.partner("Farewell Health");
        Subscription active = world.create(partner, world.terms(partner, 30, 60));
        assertThat(listed(partner, PageQuery.Trashed.WITHOUT)).isEqualTo(1);

        world.write(tx -> {
            world.rooms.deletions().delete(tx, partner, active.patientId());
            return true;
        });

        assertThatThrownBy(() -> world.find(partner, active.subscriptionId())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> world.write(tx ->
                        world.subscriptions.change(tx, partner, new Key(active.subscriptionId(), null), nothing())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        eventually("no list has it", () -> listed(partner, PageQuery.Trashed.WITH) == 0);

        world.write(tx -> world.rooms.deletions().restore(tx, partner, active.patientId()));
        eventually("it is listed again", () -> listed(partner, PageQuery.Trashed.WITHOUT) == 1);
        assertThat(world.find(partner, active.subscriptionId()).status()).isEqualTo(SubscriptionStatus.CANCELLED);
    }

    private static ChangeSubscription nothing() {
        return new ChangeSubscription(Map.of(), null);
    }
}
