package io.careloom.prescribing.dosespot;

import io.careloom.platform.outbound.GuardedClient.Reply;
import io.careloom.platform.outbound.GuardedClient.Request;
import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.GatewayFailure.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens, one for each clinician in whose name something is asked. They live ten minutes and the network says when
 * one is over (401), so none is renewed ahead of time.
 */
final class DoseSpotTokens {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    /** Stands for the account itself. */
    private static final Integer ACCOUNT = 0;

    private final DoseSpotAccount account;
    private final Function<Request, Reply> sending;
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();

    DoseSpotTokens(DoseSpotAccount account, Function<Request, Reply> sending) {
        this.account = account;
        this.sending = sending;
    }

    /** A token that was good when it was last used. */
    String token(@Nullable Integer clinicianId) {
        Integer key = clinicianId == null ? ACCOUNT : clinicianId;
        String known = tokens.get(key);
        if (known != null) {
            return known;
        }
        String fresh = fresh(clinicianId);
        tokens.put(key, fresh);
        return fresh;
    }

    void forget(@Nullable Integer clinicianId) {
        tokens.remove(clinicianId == null ? ACCOUNT : clinicianId);
    }

    private String fresh(@Nullable Integer clinicianId) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", account.clinicId());
        form.put("client_secret", account.clinicKey());
        form.put("username", account.userId());
        form.put("password", account.clinicKey());
        form.put("scope", "api");
        if (clinicianId != null) {
            form.put("acr_values", "OnBehalfOfUserId=" + clinicianId);
        }
        Reply reply = sending.apply(new Request(
                "POST",
                account.baseUrl() + "/connect/token",
                Map.of("Subscription-Key", account.subscriptionKey()),
                "application/x-www-form-urlencoded",
                encoded(form).getBytes(StandardCharsets.US_ASCII),
                true,
                MOST_ANSWER_BYTES));
        String token = reply.status() == 200 ? read(reply) : "";
        if (token.isEmpty()) {
            throw new GatewayFailure(
                    Kind.NOT_TAKEN, "The network does not let this account in (" + reply.status() + ").");
        }
        return token;
    }

    private static String read(Reply reply) {
        try {
            JsonNode answer = JSON.readTree(reply.body());
            return answer.path("access_token").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
