package io.careloom.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.orders.OrderReport.Stage;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status × verb × actor, against the tables written out here. */
class OrderModelTest {
    private static final Map<String, List<String>> SUBMITTED_FROM =
            Map.of("submit", List.of("new", "scheduled", "failed"));
    private static final Map<String, List<String>> CANCELLED_FROM =
            Map.of("cancel", List.of("new", "scheduled", "ready", "created", "received", "failed"));
    private static final Set<Role> WHO_MAY =
            Set.of(Role.PARTNER_CREDENTIAL, Role.PANEL_USER, Role.CLINICIAN, Role.ADMIN);

    /** Where each word of a pharmacy takes an order that it knows; what is not here changes nothing. */
    private static final Map<String, Map<Stage, String>> HEARD = Map.of(
            "ready",
                    Map.of(
                            Stage.CREATED, "created",
                            Stage.RECEIVED, "received",
                            Stage.FULFILLED, "fulfilled",
                            Stage.FAILED, "failed",
                            Stage.CANCELLED, "failed"),
            "created",
                    Map.of(
                            Stage.RECEIVED, "received",
                            Stage.FULFILLED, "fulfilled",
                            Stage.FAILED, "failed",
                            Stage.CANCELLED, "failed"),
            "received", Map.of(Stage.FULFILLED, "fulfilled", Stage.FAILED, "failed", Stage.CANCELLED, "failed"),
            "failed", Map.of(Stage.FULFILLED, "fulfilled"),
            "cancelling", Map.of(Stage.FULFILLED, "fulfilled"));

    private static OrderWorld world;
    private static Caller partner;
    private static final Deque<Order> FRESH = new ArrayDeque<>();

    @BeforeAll
    static void open() throws InterruptedException {
        world = new OrderWorld(new Pharmacy());
        partner = world.partner("Model Health", Environment.SANDBOX);
        for (int i = 0; i < 3; i++) {
            FRESH.addAll(world.ordered(partner, OrderWorld.line(ProductType.BOOTHWYN_PRODUCT, OrderWorld.fills(99))));
        }
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static Stream<Arguments> requests() {
        return statuses()
                .flatMap(status -> Stream.of("submit", "cancel")
                        .flatMap(verb -> Arrays.stream(Role.values())
                                .filter(role -> role != Role.SYSTEM)
                                .map(role -> Arguments.of(status, verb, role))));
    }

    static Stream<Arguments> reports() {
        return statuses().flatMap(status -> Arrays.stream(Stage.values()).map(stage -> Arguments.of(status, stage)));
    }

    private static Stream<String> statuses() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::word);
    }

    private static Order in(String status) {
        return world.put(FRESH.pop(), OrderStatus.named(status).orElseThrow());
    }

    private static Caller caller(Role role) {
        if (role == Role.PARTNER_CREDENTIAL) {
            return partner;
        }
        return role == Role.CLINICIAN
                ? world.clinician()
                : world.rooms.staff(
                        role, role == Role.MEDICAL_ASSISTANT ? world.clinician().clinician() : null);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestMovesExactlyAsTheModelSays(String status, String verb, Role role) {
        Order before = in(status);
        Orders.Key key = OrderWorld.key(before);
        Caller caller = caller(role);
        boolean submits = verb.equals("submit");

        Problem refusal = catchThrowableOfType(
                Problem.class,
                () -> world.write(
                        tx -> submits ? world.orders.submit(tx, caller, key) : world.orders.cancel(tx, caller, key)));

        boolean open = (submits ? SUBMITTED_FROM : CANCELLED_FROM).get(verb).contains(status);
        Order after = world.again(before);
        if (!WHO_MAY.contains(role)) {
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
            assertThat(after).isEqualTo(before);
        } else if (!open) {
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.CONFLICT);
            assertThat(refusal.extras()).containsKey("allowed_transitions");
            assertThat(after).isEqualTo(before);
        } else {
            assertThat(refusal).isNull();
            assertThat(after.status().word()).isEqualTo(submits ? "ready" : "cancelling");
            assertThat(after.attempt()).isEqualTo(before.attempt() + (submits ? 1 : 0));
            assertThat(world.told(after)).hasSize(1);
            assertThat(world.told(after).getFirst()).startsWith("order_status_changed 2 ");
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aPharmacysWordMovesExactlyAsTheModelSays(String status, Stage stage) {
        Order before = in(status);
        UUID externalId = before.content().externalId();

        boolean known = world.write(tx -> world.orders.hear(tx, externalId, OrderReport.of(stage, "PH9")));

        assertThat(known).isEqualTo(!status.equals("new") && !status.equals("scheduled"));
        assertThat(world.again(before).status().word())
                .isEqualTo(HEARD.getOrDefault(status, Map.of()).getOrDefault(stage, status));
    }
}
