package io.careloom.platform.http;

import io.careloom.platform.Ids;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers to what the parser refuses before there is a request, in the same form as all others. */
final class EarlyAnswers {
    private final Json json;

    EarlyAnswers(Json json) {
        this.json = json;
    }

    /** For everything that the HTTP parser refuses by itself. */
    DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type, (request, event, status, headers, message) -> answer(meant(request, status), headers));
        }
        return handlers.build();
    }

    /** The parser calls it its own fault when it stumbles over a method that is no word, before there is any request. */
    private static Status meant(DirectHandler.TransportRequest request, Status status) {
        boolean unread = request.path().isEmpty();
        return unread && status.code() == Status.INTERNAL_SERVER_ERROR_500.code() ? Status.BAD_REQUEST_400 : status;
    }

    private DirectHandler.TransportResponse answer(Status status, ServerResponseHeaders headers) {
        String requestId = Ids.random().toString();
        headers.set(HeaderNames.CONTENT_TYPE, Reply.JSON);
        headers.set(HeaderNames.create("Request-Id"), requestId);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .entity(body(status.code(), requestId))
                .keepAlive(false)
                .build();
    }

    /** The whole message to somebody who does not speak HTTP/1.1. */
    byte[] message(int status) {
        String requestId = Ids.random().toString();
        byte[] body = body(status, requestId);
        String head = "HTTP/1.1 " + status + " " + Status.create(status).reasonPhrase() + "\r\nContent-Type: "
                + Reply.JSON + "\r\nContent-Length: " + body.length + "\r\nRequest-Id: " + requestId
                + "\r\nConnection: close\r\n\r\n";
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(body);
        return message.toByteArray();
    }

    private byte[] body(int status, String requestId) {
        Map<String, String> body = new LinkedHashMap<>();
        switch (status) {
            case 413 -> {
                body.put("message", HttpServer.TOO_LARGE);
                body.put("code", "too_large");
            }
            case 505 -> {
                body.put("message", "This server speaks HTTP/1.1; a proxy in front of it must do so too.");
                body.put("code", "unreadable");
            }
            default -> {
                body.put(
                        "message",
                        status < 500 ? "The request could not be understood." : "Something went wrong on our side.");
                if (status < 500) {
                    body.put("code", "unreadable");
                }
            }
        }
        body.put("request_id", requestId);
        return json.bytes(body);
    }
}
