package io.careloom.sandbox.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bare client of the public API for one caller. */
final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String baseUrl;
    private final @Nullable String token;

    Api(String baseUrl, @Nullable String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** The same server with a token. */
    Api as(String accessToken) {
        return new Api(baseUrl, accessToken);
    }

    JsonNode get(String path) throws InterruptedException {
        return send("GET", path, null);
    }

    JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
        return send("POST", path, body);
    }

    JsonNode patch(String path, Map<String, ?> body) throws InterruptedException {
        return send("PATCH", path, body);
    }

    private JsonNode send(String method, String path, @Nullable Map<String, ?> body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StoryFailed(
                        method + " " + path + " answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new StoryFailed(method + " " + path + " got no answer: " + e.getMessage());
        }
    }
}
