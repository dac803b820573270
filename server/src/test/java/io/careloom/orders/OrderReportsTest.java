package io.careloom.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.orders.OrderStatus.Mover;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pharmacy says comes late, twice and in any order: the end is that of the run in order. */
class OrderReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

    private static final OrderReport CREATED = new OrderReport(Stage.CREATED, "PH1", null, "{\"queue\":7}", null);
    private static final OrderReport RECEIVED = OrderReport.of(Stage.RECEIVED, "PH1");
    private static final OrderReport FAILED =
            new OrderReport(Stage.FAILED, "PH1", "Out of stock", "{\"code\":1}", null);
    private static final OrderReport SHIPPED = shipped("101010", 1);
    private static final OrderReport REROUTED = shipped("202020", 2);

    private static OrderReport shipped(String number, int hour) {
        Tracking tracking = new Tracking(number, null, "Parcels", NOW.plusSeconds(3_600L * hour));
        return new OrderReport(Stage.FULFILLED, "PH1", null, null, tracking);
    }

    static List<List<OrderReport>> stories() {
        return List.of(
                List.of(CREATED, RECEIVED, SHIPPED),
                List.of(CREATED, RECEIVED, FAILED),
                List.of(CREATED, FAILED, SHIPPED),
                List.of(CREATED, SHIPPED, REROUTED));
    }

    private static Order ready() {
        Order made = new Order(
                UUID.randomUUID(),
                new Order.Owner(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "new"),
                new Order.Content(
                        UUID.randomUUID(),
                        "01",
                        Order.Gateway.PHARMACY_API,
                        null,
                        null,
                        UUID.randomUUID(),
                        1,
                        1,
                        List.of()),
                OrderStatus.NEW,
                LocalDate.of(2026, 11, 28),
                Order.Said.NOTHING,
                Order.Payment.NONE,
                Order.Receipt.NONE,
                null,
                false,
                null,
                0,
                1,
                NOW,
                NOW,
                NOW);
        return made.submit(Mover.TIMER, NOW);
    }

    private static Order after(Order order, List<OrderReport> reports) {
        Order heard = order;
        for (OrderReport report : reports) {
            heard = heard.heard(report, NOW);
        }
        return heard;
    }

    private static void permutations(List<OrderReport> rest, List<OrderReport> begun, List<List<OrderReport>> all) {
        if (rest.isEmpty()) {
            all.add(List.copyOf(begun));
            return;
        }
        for (int i = 0; i < rest.size(); i++) {
            List<OrderReport> others = new ArrayList<>(rest);
            begun.add(others.remove(i));
            permutations(others, begun, all);
            begun.removeLast();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyOrderOfDoubledReportsEndsAsTheStoryDoes(List<OrderReport> story) {
        Order ready = ready();
        Order told = after(ready, story);
        List<OrderReport> doubled = new ArrayList<>(story);
        doubled.addAll(story);
        List<List<OrderReport>> all = new ArrayList<>();
        permutations(doubled, new ArrayList<>(), all);

        assertThat(all).hasSize(720);
        assertThat(all).allSatisfy(run -> assertThat(after(ready, run)).isEqualTo(told));
    }

    @Test
    void whatIsSaidOfAFailedAttemptDoesNotTouchTheNextOne() {
        Order again = after(ready(), List.of(CREATED, FAILED)).submit(Mover.PEOPLE, NOW);

        assertThat(after(again, List.of(RECEIVED, FAILED, SHIPPED))).isEqualTo(again);
        assertThat(again.heard(OrderReport.of(Stage.CREATED, "PH2"), NOW).status())
                .isEqualTo(OrderStatus.CREATED);
    }

    @Test
    void theTrackingNumberIsToldInTheDetails() {
        assertThat(after(ready(), List.of(CREATED, SHIPPED)).details()).isEqualTo("Tracking Number: 101010");
        assertThat(after(ready(), List.of(CREATED, FAILED)).details()).isEqualTo("Out of stock");
        assertThat(after(ready(), List.of(CREATED)).details()).isNull();
    }
}
