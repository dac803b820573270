package io.careloom.webhooks;

import io.careloom.partners.WebhookSettings;
import io.careloom.platform.Stopwatch;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.outbound.GuardedClient.NoReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one attempt: signs the stored bytes, posts them, judges the answer. Only 2xx within 15 seconds is success. */
public final class Sender {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final GuardedClient client;
    private final Clocks clocks;
    private final Duration deadline;

    /** A sender over the guarded client. */
    public Sender(GuardedClient client, Clocks clocks) {
        this(client, clocks, DEADLINE);
    }

    Sender(GuardedClient client, Clocks clocks, Duration deadline) {
        this.client = client;
        this.clocks = clocks;
        this.deadline = deadline;
    }

    /** Sends to the endpoint as it is registered now, wherever it was when the message was stored. */
    Outcome send(Delivery delivery, Optional<WebhookSettings> registered) {
        Instant at = clocks.now(delivery.tenantId());
        if (registered.isEmpty()) {
            return new Outcome(delivery, null, at, null, 0, "not_registered");
        }
        WebhookSettings endpoint = registered.get();
        Stopwatch watch = Stopwatch.start();
        Integer status = null;
        String error;
        try {
            byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
            status = client.postJson(endpoint.url(), headers(delivery, endpoint, body), body, deadline)
                    .status();
            error = judge(status);
        } catch (NoReply e) {
            error = e.reason();
        }
        return new Outcome(delivery, endpoint.url(), at, status, watch.millis(), error);
    }

    private static @Nullable String judge(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400 ? "redirect" : "status";
    }

    private Map<String, String> headers(Delivery delivery, WebhookSettings endpoint, byte[] body) {
        // receivers compare this with their own clock, so it is real time even in a sandbox that travels
        long now = clocks.now().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Signature", Signature.hex(endpoint.secret(), body));
        String authorization = endpoint.authorization();
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        String id = delivery.eventId().toString();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now));
        headers.put("webhook-signature", Signature.standard(endpoint.secret(), id, now, body));
        headers.put("webhook-event", delivery.eventType());
        headers.put("webhook-attempt", Integer.toString(delivery.attemptCount() + 1));
        return headers;
    }
}
