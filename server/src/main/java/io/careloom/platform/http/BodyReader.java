package io.careloom.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.kernel.Problem;
import io.careloom.platform.validation.Constraints;
import io.careloom.platform.validation.Storable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Turns the bytes of a request into a validated record. What cannot be read as JSON is UNREADABLE, values that are wrong
 * are INVALID with a reason for each field, by its path on the wire ({@code address.zip_code}, {@code case_questions.0.type}).
 */
final class BodyReader {
    private static final int MOST_FAULTS = 100;
    private static final int MOST_DIGITS = 64;

    private final Json json;
    private final Constraints constraints = new Constraints(Json::wireName);
    private final ObjectReader tree;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    BodyReader(Json json) {
        this.json = json;
        this.tree = json.mapper().reader();
    }

    /** The name under which a record reads a body that is a list. */
    static final String LIST = "[]";

    /** The body as a tree: an object, whatever came; an empty body is an empty object, a list stands in one as {@link #LIST}. */
    ObjectNode tree(byte[] bytes, boolean form) {
        if (form) {
            ObjectNode object = json.mapper().createObjectNode();
            Pairs.read(new String(bytes, StandardCharsets.UTF_8))
                    .forEach((name, values) -> object.put(name, values.getLast()));
            return object;
        }
        if (isBlank(bytes)) {
            return json.mapper().createObjectNode();
        }
        JsonNode node;
        try {
            node = tree.readTree(bytes);
        } catch (JacksonException e) {
            throw Problem.of(Problem.Kind.UNREADABLE, "unreadable", "The request is not valid JSON.")
                    .detail(where(e));
        }
        if (node instanceof ArrayNode array) {
            // clients whose language has one word for both send [] for an empty object
            ObjectNode around = json.mapper().createObjectNode();
            return array.isEmpty() ? around : around.set(LIST, array);
        }
        if (!(node instanceof ObjectNode object)) {
            throw noObject();
        }
        return object;
    }

    private static Problem noObject() {
        return Problem.of(Problem.Kind.UNREADABLE, "unreadable", "The request must be a JSON object.");
    }

    private static boolean takesList(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.getAccessor().getAnnotation(JsonProperty.class))
                .anyMatch(named -> named != null && named.value().equals(LIST));
    }

    private static String where(JacksonException failure) {
        return failure.getLocation() == null
                ? "unreadable"
                : "unreadable near line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The tree as a validated record. */
    <T> T read(ObjectNode object, Class<T> type) {
        if (object.has(LIST) && !takesList(type)) {
            throw noObject();
        }
        SortedMap<String, List<String>> faults = new TreeMap<>();
        look(object, "", faults);
        refuse(faults);
        T value;
        try {
            value = readers.computeIfAbsent(type, json.mapper()::readerFor).readValue(object);
        } catch (JacksonException e) {
            // the syntax was read already, so this is a value of the wrong kind or out of range
            String field = path(e);
            throw Problem.invalid(field, "The " + field + " field " + WantedKind.of(e));
        }
        refuse(constraints.faults(value));
        return value;
    }

    private static void refuse(SortedMap<String, List<String>> faults) {
        if (!faults.isEmpty()) {
            Map<String, List<String>> first = new LinkedHashMap<>();
            faults.entrySet().stream().limit(MOST_FAULTS).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
            throw Problem.invalid(first);
        }
    }

    /** Looks for what no field may hold, known or not: text that cannot be stored, numbers without measure. */
    private static void look(JsonNode node, String path, SortedMap<String, List<String>> faults) {
        if (faults.size() > MOST_FAULTS) {
            return;
        }
        switch (node) {
            case ObjectNode object -> object.properties().forEach(entry -> lookInside(entry, path, faults));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    look(array.get(i), join(path, Integer.toString(i)), faults);
                }
            }
            case StringNode text
            when !Storable.isStorable(text.stringValue()) ->
                blame(faults, path, "contains characters that cannot be stored.");
            case BigIntegerNode number when isHuge(number.bigIntegerValue()) -> blame(faults, path, "is out of range.");
            case DecimalNode number when isHuge(number.decimalValue()) -> blame(faults, path, "is out of range.");
            default -> {}
        }
    }

    private static void lookInside(
            Map.Entry<String, JsonNode> entry, String path, SortedMap<String, List<String>> faults) {
        if (Storable.isStorable(entry.getKey())) {
            look(entry.getValue(), join(path, entry.getKey()), faults);
        } else {
            blame(faults, path.isEmpty() ? "body" : path, "has a key with characters that cannot be stored.");
        }
    }

    private static void blame(SortedMap<String, List<String>> faults, String path, String reason) {
        faults.put(path, List.of("The " + path + " field " + reason));
    }

    private static boolean isHuge(BigInteger number) {
        return number.bitLength() > MOST_DIGITS * 10 / 3;
    }

    private static boolean isHuge(BigDecimal number) {
        return number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            path.append(path.isEmpty() ? "" : ".").append(name == null ? Integer.toString(step.getIndex()) : name);
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /** The names of accounts in a sign-in, for rate limits: every one, or a caller could hide the one that counts. */
    static List<String> accounts(ObjectNode body) {
        return Stream.of("email", "username", "client_id")
                .filter(key -> body.get(key) instanceof StringNode)
                .map(key -> body.get(key).stringValue().strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
