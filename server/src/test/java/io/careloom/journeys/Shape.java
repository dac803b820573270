package io.careloom.journeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Compares an answer with a documented shape: what is documented must be there in its type, more may be. */
final class Shape {
    private final List<Deviation> found = new ArrayList<>();

    private Shape() {}

    /** @param found what is there instead: a type, {@code absent}, {@code null}, or {@code empty} for an array */
    record Deviation(String pointer, String found, String documented) {
        @Override
        public String toString() {
            return pointer + " is " + found + " instead of " + documented;
        }
    }

    /** What the answer lacks, by JSON pointer with {@code *} for each element of an array. */
    static List<Deviation> deviations(JsonNode answer, JsonNode documented) {
        Shape shape = new Shape();
        shape.compare("", answer, documented);
        return shape.found.stream().distinct().toList();
    }

    private void compare(String at, JsonNode answer, JsonNode documented) {
        String wanted = documented.isString() ? documented.asString() : type(documented);
        String type = type(answer);
        if (!fits(type, wanted)) {
            found.add(new Deviation(at, type, wanted));
        } else if (documented.isObject()) {
            for (Map.Entry<String, JsonNode> key : documented.properties()) {
                compare(at + "/" + key.getKey(), answer.path(key.getKey()), key.getValue());
            }
        } else if (documented.isArray() && !documented.isEmpty()) {
            elements(at, answer, documented.get(0));
        }
    }

    private void elements(String at, JsonNode answer, JsonNode documented) {
        if (answer.isEmpty()) {
            found.add(new Deviation(at, "empty", "array"));
        }
        answer.forEach(element -> compare(at + "/*", element, documented));
    }

    private static boolean fits(String type, String wanted) {
        List<String> types = Arrays.asList(wanted.split("\\|", -1));
        return types.contains(type)
                || (types.contains("number") && type.equals("integer"))
                || (types.contains("any") && !type.equals("absent"));
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case NULL -> "null";
            default -> "absent";
        };
    }
}
