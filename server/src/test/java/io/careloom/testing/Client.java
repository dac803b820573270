package io.careloom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the API under test; each method answers what came back, whatever its status. */
public final class Client {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String baseUrl;
    private final Map<String, String> headers;

    /** A caller without a token. */
    public Client(String baseUrl) {
        this(baseUrl, Map.of());
    }

    private Client(String baseUrl, Map<String, String> headers) {
        this.baseUrl = baseUrl;
        this.headers = headers;
    }

    /** The same caller with one more header. */
    public Client with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Client(baseUrl, more);
    }

    /** The same caller with a bearer token. */
    public Client token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** What came back. */
    public record Reply(int status, String body, java.net.http.HttpHeaders headers) {
        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The body as JSON, of an answer that must be 200. */
        public JsonNode ok() {
            assertThat(status).as(body).isEqualTo(200);
            return json();
        }

        /** A value by a JSON pointer, as text; empty when absent. */
        public String text(String pointer) {
            return json().at(pointer).asString("");
        }

        /** A response header, or null. */
        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    /** GET. */
    public Reply get(String path) {
        return send("GET", path, null);
    }

    /** POST of a JSON text or a value. */
    public Reply post(String path, Object body) {
        return send("POST", path, body);
    }

    /** PATCH of a JSON text or a value. */
    public Reply patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    /** PUT of a JSON text or a value. */
    public Reply put(String path, Object body) {
        return send("PUT", path, body);
    }

    /** DELETE. */
    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** POST of a form with a file. */
    public Reply upload(String path, Multipart form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", form.contentType())
                .POST(form.body());
        return answered(request);
    }

    /** Content as it came. */
    public record Download(int status, byte[] body, java.net.http.HttpHeaders headers) {
        /** A response header; empty when it is not there. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** GET of an absolute URL on this server, or of a path. */
    public Download download(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.startsWith("/") ? baseUrl + url : url));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Download(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Any method; the body is sent as it is when it is text, as JSON when it is a value. */
    public Reply send(String method, String path, @Nullable Object body) {
        String text = body instanceof String given ? given : body == null ? "" : JSON.writeValueAsString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(40))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return answered(request);
    }

    private Reply answered(HttpRequest.Builder request) {
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
