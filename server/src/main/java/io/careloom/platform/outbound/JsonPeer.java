package io.careloom.platform.outbound;

import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.GuardedClient.Reply;
import io.careloom.platform.outbound.GuardedClient.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One server outside that speaks JSON and knows repetitions. It is left alone for a while when it is down, and what it says
 * of itself (not well, not let in) is told from what it says of a request.
 */
public final class JsonPeer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "application/json";

    private final GuardedClient http;
    private final String baseUrl;
    private final Duration deadline;
    private final Breaker breaker = new Breaker(5, Duration.ofSeconds(30));

    /**
     * The server at this address.
     *
     * @param baseUrl without a slash at its end
     * @param deadline until a request counts as unanswered
     */
    public JsonPeer(GuardedClient http, String baseUrl, Duration deadline) {
        this.http = http;
        this.baseUrl = baseUrl;
        this.deadline = deadline;
    }

    /**
     * What is asked; it must do no harm when it arrives twice.
     *
     * @param path starts with a slash
     * @param body empty for none
     */
    public record Question(String method, String path, Map<String, String> headers, byte[] body) {
        @Override
        public String toString() {
            return "Question[" + method + "]";
        }
    }

    /**
     * The answer to a request, be it a refusal.
     *
     * @throws NoReply when nothing usable came: {@code left_alone}, {@code not_let_in}, {@code status_503} and the like, or a
     *     word of {@link GuardedClient}
     */
    public Reply ask(Question asked) throws NoReply {
        if (!breaker.lets()) {
            throw new NoReply("left_alone");
        }
        Request request = new Request(
                asked.method(),
                baseUrl + asked.path(),
                asked.headers(),
                TYPE,
                asked.body(),
                true,
                GuardedClient.MOST_BYTES);
        try {
            Reply reply = concerning(http.send(request, deadline));
            breaker.succeeded();
            return reply;
        } catch (NoReply e) {
            breaker.failed();
            throw e;
        }
    }

    private static Reply concerning(Reply reply) throws NoReply {
        int status = reply.status();
        if (status == 408 || status == 429 || status >= 500) {
            throw new NoReply("status_" + status);
        }
        if (status == 401 || status == 403) {
            throw new NoReply("not_let_in");
        }
        return reply;
    }

    /** The body of an answer; an unreadable one is no answer. */
    public static JsonNode read(Reply reply) throws NoReply {
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException e) {
            throw new NoReply("unreadable");
        }
    }

    /** A text of an answer; null when absent or empty. */
    public static @Nullable String text(JsonNode of, String field) {
        String text = of.path(field).asString("");
        return text.isEmpty() ? null : text;
    }

    /** A time with its offset, or the other when the answer has none that can be read. */
    public static Instant time(JsonNode of, String field, Instant otherwise) {
        try {
            return OffsetDateTime.parse(of.path(field).asString("")).toInstant();
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
