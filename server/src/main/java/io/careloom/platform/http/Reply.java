package io.careloom.platform.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes on the wire.
 *
 * @param content what is sent in the place of the body, which is empty then
 */
record Reply(
        int status, String contentType, byte[] body, Map<String, String> headers, Answer.@Nullable Content content) {
    static final String JSON = "application/json";

    static Reply json(int status, byte[] body) {
        return new Reply(status, JSON, body, Map.of(), null);
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more, content);
    }
}
