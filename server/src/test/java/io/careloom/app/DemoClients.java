package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Callers of a server of the demo world; each signs in once. */
final class DemoClients {
    private final String url;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    DemoClients(String url) {
        this.url = url;
    }

    /** A caller without a token. */
    Client anybody() {
        return new Client(url);
    }

    /** A partner's program in one environment. */
    Client credential(DemoFile.DemoEnvironment environment) {
        return anybody()
                .token(tokens.computeIfAbsent(
                        environment.clientId().toString(), id -> token(id, environment.clientSecret())));
    }

    private String token(String clientId, String clientSecret) {
        Map<String, Object> request = Map.of(
                "grant_type", "client_credentials", "client_id", clientId, "client_secret", clientSecret, "scope", "*");
        return anybody()
                .post("/v1/partner/auth/token", request)
                .ok()
                .path("access_token")
                .asString("");
    }

    /** A person, signed in with a one-time code from the outbox. */
    Client staff(String email, String password) {
        return anybody().token(tokens.computeIfAbsent(email, address -> signIn(address, password)));
    }

    private synchronized String signIn(String email, String password) {
        int before = letters(email).size();
        anybody()
                .post("/web/user/passcodes", Map.of("email", email, "password", password))
                .ok();
        try {
            eventually("a one-time code is sent", () -> letters(email).size() > before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        String code = letters(email).path(0).path("code").asString("");
        return anybody()
                .post("/web/user/login", Map.of("email", email, "password", password, "code", code))
                .ok()
                .path("access_token")
                .asString("");
    }

    /** Letters to an address, newest first. */
    JsonNode letters(String email) {
        return anybody().get("/sandbox/outbox?to=" + email).ok();
    }
}
