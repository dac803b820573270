package io.careloom.platform.openapi;

import io.careloom.platform.http.Route;
import io.careloom.platform.http.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of a route table: the same table gives the same bytes. */
public final class OpenApi {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z0-9_]+)}");
    private static final String COMPONENT = "#/components/";
    private static final String ABOUT =
            "An open telehealth back office that speaks the wire format of the MD Integrations API. Every answer carries a"
                    + " Request-Id. Requests are JSON or forms. The paths below /v1/partner, /v1/clinician and /v1/hubspot"
                    + " are also served without /v1.";

    private static final Map<String, Object> SIGNATURE = object(
            "type",
            "apiKey",
            "in",
            "header",
            "name",
            "Signature",
            "description",
            "The lower-case hex HMAC-SHA256 of the bytes of the body with the installation's integration secret, for"
                    + " programs of the operator.");

    private final Schemas schemas = new Schemas();
    private final List<ObjectNode> answered = new ArrayList<>();
    private final List<ObjectNode> sent = new ArrayList<>();

    private OpenApi() {}

    /** The document as indented JSON. */
    public static String document(RouteTable table) {
        return JSON.writeValueAsString(new OpenApi().render(table)) + "\n";
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    private Map<String, Object> render(RouteTable table) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Route row : table.rows()) {
            if (row.shape() != Route.Shape.RAW) {
                paths.computeIfAbsent(row.path(), _ -> new TreeMap<>())
                        .put(row.method().toLowerCase(Locale.ROOT), operation(row));
            }
        }
        return object(
                "openapi",
                "3.1.0",
                "info",
                object("title", "Careloom", "version", "1", "description", ABOUT),
                "paths",
                paths,
                "components",
                object(
                        "schemas",
                        allSchemas(),
                        "responses",
                        Refusals.components(),
                        "parameters",
                        Parameters.components(),
                        "securitySchemes",
                        object("bearer", object("type", "http", "scheme", "bearer"), "signature", SIGNATURE)));
    }

    private Map<String, Object> allSchemas() {
        Map<String, Object> all = new TreeMap<>();
        ObjectNode collected = schemas.collected();
        Schemas.requireAll(collected, answered, sent);
        collected.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        all.putAll(Envelopes.components());
        return all;
    }

    private Map<String, Object> operation(Route row) {
        Map<String, Object> operation = object(
                "summary",
                row.name(),
                "operationId",
                operationId(row),
                "tags",
                List.of(audience(row.path())),
                "x-permission",
                row.permission() == null ? "open" : row.permission().name(),
                "x-tenant",
                String.valueOf(row.tenant()),
                "x-audit",
                String.valueOf(row.audit()),
                "security",
                security(row),
                "parameters",
                parameters(row));
        if (row.intake() != null) {
            ObjectNode form = schemas.reference(row.request());
            sent.add(form);
            operation.put("requestBody", object("content", object("multipart/form-data", object("schema", form))));
        } else if (row.request() != Void.class) {
            ObjectNode body = schemas.reference(row.request());
            sent.add(body);
            operation.put("requestBody", json(body));
        }
        Map<String, Object> responses = object("200", answer(row));
        responses.putAll(Refusals.of(row));
        operation.put("responses", responses);
        return operation;
    }

    private static List<Object> security(Route row) {
        if (row.opened()) {
            return List.of();
        }
        Object bearer = object("bearer", List.of());
        return row.signable() ? List.of(bearer, object("signature", List.of())) : List.of(bearer);
    }

    private static Map<String, Object> json(Object schema) {
        return object("content", object("application/json", object("schema", schema)));
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
        VARIABLE.matcher(row.path())
                .results()
                .forEach(variable -> parameters.add(object(
                        "name",
                        variable.group(1),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        object("type", "string"))));
        Parameters.of(row).forEach(name -> parameters.add(object("$ref", COMPONENT + "parameters/" + name)));
        return parameters;
    }

    private Map<String, Object> answer(Route row) {
        Map<String, Object> response = object("description", "The answer.");
        if (row.shape() == Route.Shape.FILE) {
            response.put("content", object("application/octet-stream", object()));
            return response;
        }
        response.putAll(json(schema(row)));
        return response;
    }

    private Object schema(Route row) {
        Class<?> type = row.answer();
        if (type == null || type == Void.class) {
            return object("type", "array", "maxItems", 0);
        }
        ObjectNode item = schemas.reference(type);
        answered.add(item);
        Map<String, Object> list = object("type", "array", "items", item);
        return switch (row.shape()) {
            case ONE, FILE, RAW -> item;
            case BARE, EMPTY -> list;
            case PAGED -> Envelopes.of("Page", list);
            case FLAT -> Envelopes.of("FlatPage", list);
        };
    }
}
