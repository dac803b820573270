package io.careloom.platform.openapi;

import io.careloom.platform.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parameters that many operations share. */
final class Parameters {
    private static final Set<String> KEYED_METHODS = Set.of("POST", "PATCH", "DELETE");

    private Parameters() {}

    /** Names of the shared parameters of an operation. */
    static List<String> of(Route row) {
        List<String> names = new ArrayList<>();
        if (row.shape() == Route.Shape.PAGED || row.shape() == Route.Shape.FLAT) {
            names.add("Page");
            names.add("PerPage");
        }
        boolean keyed = row.write() && row.stepped() == null && !row.secret() && !row.opened();
        if (keyed && KEYED_METHODS.contains(row.method())) {
            names.add("IdempotencyKey");
        }
        return names;
    }

    /** All of them, for the components. */
    static Map<String, Object> components() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("Page", parameter("page", "query", "Which page, from 1.", Map.of("type", "integer")));
        all.put("PerPage", parameter("per_page", "query", "Entries a page, 1 to 100.", Map.of("type", "integer")));
        all.put(
                "IdempotencyKey",
                parameter(
                        "Idempotency-Key",
                        "header",
                        "The first answer under a key is repeated for 24 hours, so that a request can be sent again safely.",
                        Map.of("type", "string")));
        return all;
    }

    private static Map<String, Object> parameter(String name, String in, String meaning, Map<String, Object> schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("description", meaning);
        parameter.put("schema", schema);
        return parameter;
    }
}
