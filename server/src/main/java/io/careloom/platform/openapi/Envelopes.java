package io.careloom.platform.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrapped around the records of the rooms: the two paginators and the form of refusals. */
final class Envelopes {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> TEXT_OR_NULL = Map.of("type", List.of("string", "null"));
    private static final Map<String, Object> NUMBER = Map.of("type", "integer");
    private static final Map<String, Object> NUMBER_OR_NULL = Map.of("type", List.of("integer", "null"));

    private Envelopes() {}

    /** A page of the named form around a list. */
    static Map<String, Object> of(String form, Map<String, Object> list) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$ref", reference(form).get("$ref"));
        schema.put("properties", Map.of("data", list));
        return schema;
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** The schemas of the envelopes. */
    static Map<String, Object> components() {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> buttons = new LinkedHashMap<>();
        buttons.put("type", "array");
        buttons.put("items", reference("PageLink"));
        all.put(
                "PageLink",
                object(
                        "url",
                        TEXT_OR_NULL,
                        "label",
                        TEXT,
                        "page",
                        NUMBER_OR_NULL,
                        "active",
                        Map.of("type", "boolean")));
        Map<String, Object> links = object("first", TEXT, "last", TEXT, "prev", TEXT_OR_NULL, "next", TEXT_OR_NULL);
        Map<String, Object> meta = object(
                "current_page",
                NUMBER,
                "from",
                NUMBER_OR_NULL,
                "last_page",
                NUMBER,
                "links",
                buttons,
                "path",
                TEXT,
                "per_page",
                NUMBER,
                "to",
                NUMBER_OR_NULL,
                "total",
                NUMBER);
        all.put("Page", object("data", Map.of("type", "array"), "links", links, "meta", meta));
        all.put("FlatPage", flat(buttons));
        all.put("Problem", problem());
        return all;
    }

    private static Map<String, Object> flat(Map<String, Object> buttons) {
        return object(
                "current_page",
                NUMBER,
                "data",
                Map.of("type", "array"),
                "first_page_url",
                TEXT,
                "from",
                NUMBER_OR_NULL,
                "last_page",
                NUMBER,
                "last_page_url",
                TEXT,
                "links",
                buttons,
                "next_page_url",
                TEXT_OR_NULL,
                "path",
                TEXT,
                "per_page",
                NUMBER,
                "prev_page_url",
                TEXT_OR_NULL,
                "to",
                NUMBER_OR_NULL,
                "total",
                NUMBER);
    }

    private static Map<String, Object> problem() {
        Map<String, Object> reasons = new LinkedHashMap<>();
        reasons.put("type", "object");
        Map<String, Object> sentences = new LinkedHashMap<>();
        sentences.put("type", "array");
        sentences.put("items", TEXT);
        reasons.put("additionalProperties", sentences);
        Map<String, Object> problem =
                object("message", TEXT, "error", TEXT, "code", TEXT, "errors", reasons, "request_id", TEXT);
        problem.put("required", List.of("message", "request_id"));
        return problem;
    }

    /** An object that always has all these keys. */
    private static Map<String, Object> object(Object... keysAndSchemas) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < keysAndSchemas.length; i += 2) {
            properties.put((String) keysAndSchemas[i], keysAndSchemas[i + 1]);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", List.copyOf(properties.keySet()));
        return object;
    }
}
