package io.careloom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.partners.Tenant;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What arrives at a partner's server is, byte for byte, what {@code spec/webhooks} shows. */
class GoldenBytesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path GOLDEN =
            Path.of(Files.exists(Path.of("server/pom.xml")) ? "spec/webhooks" : "../spec/webhooks");

    private static List<Path> files() throws IOException {
        try (Stream<Path> list = Files.walk(GOLDEN)) {
            return list.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** Of a file with this name, or in a folder with this name where an event has several shapes. */
    private static String eventType(Path file) {
        return GOLDEN.relativize(file).getName(0).toString().replace(".json", "");
    }

    /** The fact as the log keeps it: the same values in the same order, without the escapes of the wire. */
    private static RecordedEvent fact(UUID tenantId, byte[] golden) {
        ObjectNode body = (ObjectNode) JSON.readTree(golden);
        Instant at = Instant.ofEpochSecond(body.remove("timestamp").asLong());
        String eventType = body.remove("event_type").asString();
        return new RecordedEvent(
                UUID.randomUUID(),
                tenantId,
                "Fact",
                UUID.randomUUID(),
                1,
                at,
                JSON.writeValueAsString(body),
                eventType,
                "App\\Models\\Encounter");
    }

    @Test
    void everyGoldenFileArrivesUnchanged() throws IOException, InterruptedException {
        try (TestDatabase database = TestDatabase.fresh();
                WebhookWorld world =
                        new WebhookWorld(database.database(), database.address(2), Duration.ofSeconds(40));
                WebhookReceiver receiver = WebhookReceiver.taking()) {
            Tenant tenant = world.registered("Golden Fields", receiver.url());
            FanOut fanOut = new FanOut(world.partners, world.worker());
            int count = 0;
            for (Path file : files()) {
                byte[] golden = Files.readAllBytes(file);
                world.write(tx -> {
                    fanOut.on(tx, fact(tenant.tenantId(), golden));
                    return true;
                });
                WebhookReceiver.Heard heard = receiver.await(++count).getLast();
                assertThat(heard.bytes()).as(file.toString()).isEqualTo(golden);
                assertThat(heard.header("webhook-event")).isEqualTo(eventType(file));
            }
            assertThat(count).isGreaterThan(1);
        }
    }
}
