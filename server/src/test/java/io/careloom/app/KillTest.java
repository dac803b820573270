package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.WebhookReceiver;
import io.careloom.testing.WebhookReceiver.Heard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server and database are killed while partners write; {@code bench/kill-loop} does it many times. */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("careloom.kill.rounds", 1);
    private static final int CASES = 30;

    private final Installation installation = Installation.shared();
    private final WebhookReceiver receiver = WebhookReceiver.taking();

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @Test
    void everyAcknowledgedWriteSurvivesAndReachesItsWebhook() throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            ServerProcess server = installation.running();
            installation.tells(receiver);
            Writers writers = new Writers(installation.partner()).start();
            eventually("cases are acknowledged", () -> writers.cases().size() >= CASES);

            server.killAll();
            writers.join();

            writers.areAllKnownTo(installation.partner());
            eventually(
                    "every acknowledged case reached the receiver",
                    () -> toldIds().keySet().containsAll(writers.cases()));
            assertThat(toldIds())
                    .allSatisfy((caseId, eventIds) ->
                            assertThat(eventIds).as(caseId).hasSize(1));
            assertThat(writers.refusals()).as("answers before the kill").allMatch(answer -> answer.startsWith("503"));
            System.out.println("round " + round + ": " + writers.patients().size() + " patients and "
                    + writers.cases().size() + " cases acknowledged before the kill, all there after it");
        }
    }

    /** The ids of all {@code case_created} that were heard, by case. */
    private Map<String, Set<String>> toldIds() {
        return List.copyOf(receiver.heard()).stream()
                .filter(heard -> heard.header("webhook-event").equals("case_created"))
                .collect(Collectors.groupingBy(
                        KillTest::caseId, Collectors.mapping(heard -> heard.header("webhook-id"), Collectors.toSet())));
    }

    private static String caseId(Heard heard) {
        return heard.body().replaceFirst(".*\"case_id\":\"([^\"]+)\".*", "$1");
    }
}
