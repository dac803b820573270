package io.careloom.platform.openapi;

import io.careloom.platform.http.RateClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.TenantRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which refusals an operation can answer, and what each means; described once, referred to by every operation. */
enum Refusals {
    UNREADABLE(400, "The request cannot be read as JSON."),
    UNAUTHENTICATED(401, "The access token, code or password is missing, wrong, expired or revoked."),
    FORBIDDEN(403, "The caller lacks the permission, or a rule forbids it."),
    NOT_FOUND(404, "The id is unknown, or belongs to somebody else."),
    CONFLICT(409, "The state of things forbids it, or the same keyed request is being worked on."),
    TOO_LARGE(413, "The request is larger than 1 MiB."),
    UNSUPPORTED_TYPE(415, "The request is neither JSON nor a form."),
    MAINTENANCE(418, "The API is closed for maintenance; Retry-After says for how many seconds."),
    INVALID(422, "Values were refused; errors gives the reasons by field."),
    TOO_MANY(429, "Too many calls; Retry-After says how many seconds to wait."),
    UNAVAILABLE(503, "A part that is needed does not answer; Retry-After says when to try again.");

    private final int status;
    private final String meaning;

    Refusals(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** References by status, for an operation. */
    static Map<String, Object> of(Route row) {
        Map<String, Object> responses = new LinkedHashMap<>();
        for (Refusals refusal : values()) {
            if (refusal.canHappen(row)) {
                responses.put(
                        Integer.toString(refusal.status),
                        Map.of("$ref", "#/components/responses/" + refusal.componentName()));
            }
        }
        return responses;
    }

    /** All of them, for the components. */
    static Map<String, Object> components() {
        Map<String, Object> components = new LinkedHashMap<>();
        for (Refusals refusal : values()) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("description", refusal.meaning);
            response.put(
                    "content",
                    Map.of("application/json", Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));
            components.put(refusal.componentName(), response);
        }
        return components;
    }

    private boolean canHappen(Route row) {
        boolean reads = row.request() != Void.class;
        return switch (this) {
            case UNREADABLE, TOO_LARGE, UNSUPPORTED_TYPE -> reads;
            case UNAUTHENTICATED -> !row.opened() || row.rate() != RateClass.UNLIMITED;
            case FORBIDDEN -> !row.opened();
            case NOT_FOUND -> row.path().contains("{") || row.tenant() != TenantRule.NONE;
            case CONFLICT -> row.write();
            case TOO_MANY -> row.rate() != RateClass.UNLIMITED;
            case MAINTENANCE, INVALID, UNAVAILABLE -> true;
        };
    }

    private String componentName() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }
}
