package io.careloom.platform.http;

import io.careloom.kernel.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Turns an answer into bytes, with links under the address that the client used. */
final class Rendering {
    private final Json json;
    private final HttpConfig config;

    Rendering(Json json, HttpConfig config) {
        this.json = json;
        this.config = config;
    }

    Reply render(Answer answer, RequestCall call, Incoming incoming) {
        return switch (answer) {
            case Answer.One(var value) -> Reply.json(200, json.bytes(value, base(incoming)));
            case Answer.Bare(var items) -> Reply.json(200, json.bytes(items, base(incoming)));
            case Answer.Dated(var items, var at) ->
                Reply.json(200, json.bytes(items, base(incoming)))
                        .with(
                                "Last-Modified",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
            case Answer.Paged(Page<?> page) ->
                Reply.json(200, json.bytes(Lists.resource(page, address(call, incoming)), base(incoming)));
            case Answer.FlatPaged(Page<?> page) ->
                Reply.json(200, json.bytes(Lists.flat(page, address(call, incoming)), base(incoming)));
            case Answer.Raw(var type, var bytes, var headers) -> new Reply(200, type, bytes, headers, null);
            case Answer.Streamed(var type, var content, var headers) ->
                new Reply(200, type, new byte[0], headers, content);
        };
    }

    private Lists.Address address(RequestCall call, Incoming incoming) {
        String path = base(incoming) + incoming.path();
        StringBuilder rest = new StringBuilder();
        for (Map.Entry<String, List<String>> entry : call.queryWithout("page").entrySet()) {
            for (String value : entry.getValue()) {
                rest.append(encode(entry.getKey()))
                        .append('=')
                        .append(encode(value))
                        .append('&');
            }
        }
        return new Lists.Address(path, number -> path + "?" + rest + "page=" + number);
    }

    private String base(Incoming incoming) {
        String publicUrl = config.publicUrl();
        if (publicUrl != null) {
            return publicUrl;
        }
        String host = incoming.header("Host");
        return config.scheme() + "://" + (host == null ? "localhost" : host);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
