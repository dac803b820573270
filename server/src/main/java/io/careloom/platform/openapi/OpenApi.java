package io.careloom.platform.openapi;

import io.careloom.platform.http.Route;
import io.careloom.platform.http.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI 3.1 document of a route table: the same table gives the same bytes. */
public final class OpenApi {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z0-9_]+)}");
    private static final Map<Integer, String> REFUSALS = refusals();

    private final Schemas schemas = new Schemas();

    private OpenApi() {}

    /** The document as indented JSON. */
    public static String document(RouteTable table) {
        return new OpenApi().render(table) + "\n";
    }

    private static Map<Integer, String> refusals() {
        Map<Integer, String> refusals = new LinkedHashMap<>();
        refusals.put(401, "The access token is missing, expired or revoked.");
        refusals.put(403, "The caller lacks the permission, or a rule forbids it.");
        refusals.put(404, "The id is unknown, or belongs to somebody else.");
        refusals.put(409, "The state of things forbids it.");
        refusals.put(422, "Values were refused; reasons are given per field.");
        return refusals;
    }

    private String render(RouteTable table) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Route row : table.rows()) {
            if (row.shape() != Route.Shape.RAW) {
                paths.computeIfAbsent(row.path(), _ -> new TreeMap<>())
                        .put(row.method().toLowerCase(Locale.ROOT), operation(row));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "Careloom",
                        "version", "1",
                        "description",
                                "An open telehealth back office that speaks the wire format of the MD Integrations API."));
        document.put("paths", paths);
        Map<String, Object> components = new TreeMap<>();
        Map<String, Object> all = new TreeMap<>();
        schemas.collected().properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        all.put("Problem", problem());
        components.put("schemas", all);
        components.put("securitySchemes", Map.of("bearer", new TreeMap<>(Map.of("type", "http", "scheme", "bearer"))));
        document.put("components", components);
        return JSON.writeValueAsString(sorted(document));
    }

    /** {@code Map.of} has no order of its own; the document must have one. */
    private static Object sorted(Object value) {
        if (value instanceof LinkedHashMap<?, ?> ordered) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            ordered.forEach((key, inner) -> copy.put(key, sorted(inner)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new TreeMap<>();
            map.forEach((key, inner) -> copy.put(key, sorted(inner)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(OpenApi::sorted).toList()
                : value;
    }

    private Map<String, Object> operation(Route row) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", row.name());
        operation.put("operationId", operationId(row));
        operation.put("tags", List.of(audience(row.path())));
        operation.put(
                "x-permission",
                row.permission() == null ? "open" : row.permission().name());
        operation.put("x-tenant", String.valueOf(row.tenant()));
        operation.put("x-audit", String.valueOf(row.audit()));
        operation.put("security", row.opened() ? List.of() : List.of(Map.of("bearer", List.of())));
        operation.put("parameters", parameters(row));
        if (row.request() != Void.class) {
            operation.put(
                    "requestBody",
                    Map.of("content", Map.of("application/json", Map.of("schema", schemas.reference(row.request())))));
        }
        operation.put("responses", responses(row));
        return operation;
    }

    private static String operationId(Route row) {
        return (row.method() + row.path()).replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
    }

    private static String audience(String path) {
        String start = path.replaceFirst("^/v1", "");
        int end = start.indexOf('/', 1);
        return end < 0 ? start.substring(1) : start.substring(1, end);
    }

    private static List<Object> parameters(Route row) {
        List<Object> parameters = new ArrayList<>();
        for (String name :
                VARIABLE.matcher(row.path()).results().map(OpenApi::first).toList()) {
            parameters.add(new TreeMap<>(
                    Map.of("name", name, "in", "path", "required", true, "schema", Map.of("type", "string"))));
        }
        if (row.shape() == Route.Shape.PAGED || row.shape() == Route.Shape.FLAT) {
            for (String name : List.of("page", "per_page")) {
                parameters.add(new TreeMap<>(
                        Map.of("name", name, "in", "query", "required", false, "schema", Map.of("type", "integer"))));
            }
        }
        return parameters;
    }

    private static String first(MatchResult match) {
        return match.group(1);
    }

    private Map<String, Object> responses(Route row) {
        Map<String, Object> responses = new TreeMap<>();
        responses.put("200", response("The answer.", answer(row)));
        REFUSALS.forEach((status, text) ->
                responses.put(status.toString(), response(text, Map.of("$ref", "#/components/schemas/Problem"))));
        return responses;
    }

    private static Map<String, Object> response(String text, Object schema) {
        return Map.of("description", text, "content", Map.of("application/json", Map.of("schema", schema)));
    }

    private Object answer(Route row) {
        Class<?> type = row.answer();
        if (type == null || type == Void.class) {
            return Map.of("type", "array", "maxItems", 0);
        }
        Object item = schemas.reference(type);
        Map<String, Object> list = Map.of("type", "array", "items", item);
        return switch (row.shape()) {
            case ONE, RAW -> item;
            case BARE, EMPTY -> list;
            case PAGED ->
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("data", list, "links", Map.of("type", "object"), "meta", Map.of("type", "object")));
            case FLAT ->
                Map.of("type", "object", "properties", Map.of("data", list, "total", Map.of("type", "integer")));
        };
    }

    private static Map<String, Object> problem() {
        Map<String, Object> text = Map.of("type", "string");
        return Map.of(
                "type", "object",
                "required", List.of("message", "code", "request_id"),
                "properties",
                        Map.of(
                                "message", text,
                                "error", text,
                                "code", text,
                                "errors", Map.of("type", "object"),
                                "request_id", text));
    }
}
