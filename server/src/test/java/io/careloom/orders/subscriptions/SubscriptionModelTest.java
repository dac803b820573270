package io.careloom.orders.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.orders.subscriptions.Subscriptions.Key;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status × verb × actor, against the table written out here. */
class SubscriptionModelTest {
    /** Verbs that each status allows; what is not here is a conflict, and what only time or leaving does is no request. */
    private static final Map<String, Map<String, String>> MODEL = Map.of(
            "active", Map.of("pause", "paused", "cancel", "cancelled", "run out", "expired", "leave", "cancelled"),
            "paused", Map.of("resume", "active", "cancel", "cancelled", "run out", "expired", "leave", "cancelled"),
            "cancelled", Map.of(),
            "expired", Map.of());

    private static final Map<String, String> OPEN_TO_PEOPLE =
            Map.of("active", "cancelled paused", "paused", "active cancelled", "cancelled", "", "expired", "");

    private static final Set<Role> WHO_MAY =
            Set.of(Role.PARTNER_CREDENTIAL, Role.PANEL_USER, Role.CLINICIAN, Role.ADMIN);

    private static SubscriptionWorld world;
    private static Caller partner;
    private static UUID clinicianId;

    @BeforeAll
    static void open() {
        world = new SubscriptionWorld();
        partner = world.partner("Model Health");
        clinicianId = world.rooms.clinician();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static Stream<Arguments> requests() {
        Set<Role> people = new LinkedHashSet<>(List.of(Role.values()));
        people.remove(Role.SYSTEM);
        return MODEL.keySet().stream()
                .sorted()
                .flatMap(status -> Stream.of("pause", "resume", "cancel")
                        .flatMap(verb -> people.stream().map(role -> Arguments.of(status, verb, role))));
    }

    static Stream<Arguments> events() {
        return MODEL.keySet().stream()
                .sorted()
                .flatMap(status -> Stream.of("run out", "leave").map(verb -> Arguments.of(status, verb)));
    }

    private static Caller caller(Role role) {
        if (role == Role.PARTNER_CREDENTIAL) {
            return partner;
        }
        return world.rooms.staff(role, role == Role.CLINICIAN ? clinicianId : null);
    }

    private static Subscription in(String status) {
        Subscription active = world.create(partner, world.terms(partner, 30, 60));
        switch (status) {
            case "paused" -> act("pause", partner, active);
            case "cancelled" -> act("cancel", partner, active);
            case "expired" -> runOut(active);
            default -> assertThat(status).isEqualTo("active");
        }
        return world.find(partner, active.subscriptionId());
    }

    private static void act(String verb, Caller caller, Subscription on) {
        Key key = new Key(on.subscriptionId(), null);
        world.write(tx -> verb.equals("resume")
                ? world.subscriptions.change(
                        tx, caller, key, new ChangeSubscription(Map.of(), SubscriptionStatus.ACTIVE))
                : world.subscriptions.move(
                        tx,
                        caller,
                        key,
                        verb.equals("pause") ? SubscriptionStatus.PAUSED : SubscriptionStatus.CANCELLED));
    }

    private static void runOut(Subscription on) {
        world.write(tx -> world.subscriptions.change(
                tx,
                partner,
                new Key(on.subscriptionId(), null),
                new ChangeSubscription(
                        Map.of("expires_at", on.terms().subscriptionCreatedAt().plus(Duration.ofNanos(1_000))), null)));
        world.renew();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestMovesExactlyAsTheModelSays(String status, String verb, Role role) {
        Subscription before = in(status);
        String wanted = MODEL.get(status).get(verb);
        boolean stays = verb.equals("resume") && status.equals("active");

        Problem refusal = catchThrowableOfType(Problem.class, () -> act(verb, caller(role), before));

        Subscription after = world.find(partner, before.subscriptionId());
        if (!WHO_MAY.contains(role)) {
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
            assertThat(after).isEqualTo(before);
        } else if (wanted == null && !stays) {
            assertThat(refusal.kind()).isEqualTo(Problem.Kind.CONFLICT);
            assertThat(String.join(
                            " ", new TreeSet<>((List<String>) refusal.extras().get("allowed_transitions"))))
                    .isEqualTo(OPEN_TO_PEOPLE.get(status));
            assertThat(after).isEqualTo(before);
        } else {
            assertThat(refusal).isNull();
            assertThat(after.status().word()).isEqualTo(stays ? status : wanted);
            assertThat(after.version()).isEqualTo(before.version() + (stays ? 0 : 1));
            assertThat(after.cancelledAt() != null).isEqualTo("cancelled".equals(wanted));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void timeAndLeavingMoveExactlyAsTheModelSays(String status, String verb) {
        Subscription before = in(status);

        if (verb.equals("run out")) {
            runOut(before);
        } else {
            world.write(tx -> {
                world.subscriptions.left(tx, before.tenantId(), before.patientId());
                return true;
            });
        }

        assertThat(world.find(partner, before.subscriptionId()).status().word())
                .isEqualTo(MODEL.get(status).getOrDefault(verb, status));
    }
}
