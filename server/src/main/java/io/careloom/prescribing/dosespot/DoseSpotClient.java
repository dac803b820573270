package io.careloom.prescribing.dosespot;

import io.careloom.platform.outbound.Breaker;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.GuardedClient.Reply;
import io.careloom.platform.outbound.GuardedClient.Request;
import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.GatewayFailure.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks with DoseSpot: tokens, deadlines, the breaker, and what an answer means. Only reads are asked twice, and whatever
 * was refused for its token, since nothing has happened then.
 */
final class DoseSpotClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_ANSWER_BYTES = 4 * 1024 * 1024;
    private static final Set<String> NOT_REACHED = Set.of(
            "unusable_address", "unusable_header", "address_refused", "name_not_found", "connect_failed", "tls_failed");
    private static final String OK = "OK";

    private final GuardedClient http;
    private final DoseSpotAccount account;
    private final DoseSpotTokens tokens;
    private final Breaker breaker = new Breaker(5, Duration.ofSeconds(10));

    DoseSpotClient(GuardedClient http, DoseSpotAccount account) {
        this.http = http;
        this.account = account;
        this.tokens = new DoseSpotTokens(account, this::tried);
    }

    /** A call in the name of a clinician, or of the account. */
    record Call(String method, String path, @Nullable Integer clinicianId, String contentType, byte[] body) {
        private static final String JSON_TYPE = "application/json";

        static Call get(@Nullable Integer clinicianId, String path) {
            return new Call("GET", path, clinicianId, JSON_TYPE, new byte[0]);
        }

        static Call of(String method, @Nullable Integer clinicianId, String path, @Nullable JsonNode body) {
            byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
            return new Call(method, path, clinicianId, JSON_TYPE, bytes);
        }

        boolean isRead() {
            return method.equals("GET");
        }
    }

    /** What the network answers; a result that is an error is refused with its description. */
    JsonNode ask(Call call) {
        JsonNode answer = raw(call);
        require(answer.isArray() && !answer.isEmpty() ? answer.get(0) : answer);
        return answer;
    }

    /** The answer with its {@code Result}, whatever that says. */
    JsonNode raw(Call call) {
        Reply reply = authorized(call);
        if (reply.status() == 401) {
            tokens.forget(call.clinicianId());
            reply = authorized(call);
        }
        return understood(call, reply);
    }

    private static void require(JsonNode answer) {
        JsonNode result = answer.path("Result");
        String code = result.path("ResultCode").asString(OK);
        if (!code.equalsIgnoreCase(OK)) {
            throw new GatewayFailure(Kind.REFUSED, description(result, code));
        }
    }

    private static String description(JsonNode result, String otherwise) {
        String text = result.path("ResultDescription").asString("");
        return text.isBlank() ? otherwise : text.strip();
    }

    private Reply authorized(Call call) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Subscription-Key", account.subscriptionKey());
        headers.put("Authorization", "Bearer " + tokens.token(call.clinicianId()));
        Request request = new Request(
                call.method(),
                account.baseUrl() + "/" + call.path(),
                headers,
                call.contentType(),
                call.body(),
                call.isRead(),
                MOST_ANSWER_BYTES);
        try {
            return tried(request);
        } catch (GatewayFailure failure) {
            if (call.isRead()) {
                return tried(request);
            }
            throw failure;
        }
    }

    /** One attempt, of whose outcome the breaker hears. */
    private Reply tried(Request request) {
        if (!breaker.lets()) {
            throw new GatewayFailure(
                    Kind.NOT_TAKEN, "The network did not answer lately, it is left alone for a moment.");
        }
        try {
            Reply reply = http.send(request, account.deadline());
            if (reply.status() == 429 || reply.status() >= 500) {
                breaker.failed();
            } else {
                breaker.succeeded();
            }
            return reply;
        } catch (NoReply e) {
            breaker.failed();
            boolean untouched = NOT_REACHED.contains(e.reason()) || request.repeatable();
            throw new GatewayFailure(
                    untouched ? Kind.NOT_TAKEN : Kind.UNKNOWN, "The network did not answer (" + e.reason() + ").");
        }
    }

    private static JsonNode understood(Call call, Reply reply) {
        int status = reply.status();
        if (status >= 500 || status == 429 || status == 408) {
            boolean untouched = call.isRead() || status == 429 || status == 503;
            throw new GatewayFailure(
                    untouched ? Kind.NOT_TAKEN : Kind.UNKNOWN, "The network is not well (" + status + ").");
        }
        if (status == 401 || status == 403) {
            throw new GatewayFailure(Kind.NOT_TAKEN, "The network does not let this account in (" + status + ").");
        }
        JsonNode answer = parsed(reply);
        if (status >= 400) {
            throw new GatewayFailure(Kind.REFUSED, description(answer.path("Result"), complaint(answer, status)));
        }
        if (answer.isMissingNode()) {
            throw new GatewayFailure(
                    call.isRead() ? Kind.NOT_TAKEN : Kind.UNKNOWN, "The network's answer cannot be read.");
        }
        return answer;
    }

    /** A refusal of the framework below DoseSpot comes without a result. */
    private static String complaint(JsonNode answer, int status) {
        String text = answer.path("Message").asString("");
        return text.isBlank() ? "The network refuses it (" + status + ")." : text.strip();
    }

    private static JsonNode parsed(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
