package io.careloom.platform.http;

import io.careloom.kernel.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Turns the bytes of a request into a validated record. What cannot be read as JSON is UNREADABLE, values that are wrong
 * are INVALID with a reason for each field, by its path on the wire ({@code address.zip_code}, {@code case_questions.0.type}).
 */
final class BodyReader {
    private final Json json;
    private final Validator validator;
    private final ObjectReader tree;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    BodyReader(Json json) {
        this.json = json;
        this.tree = json.mapper().reader();
        this.validator = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .addValueExtractor(new ChangeExtractor())
                .buildValidatorFactory()
                .getValidator();
    }

    /** The body as a tree: an object, whatever came; an empty body is an empty object. */
    ObjectNode tree(byte[] bytes, boolean form) {
        if (form) {
            return form(new String(bytes, StandardCharsets.UTF_8));
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
        if (node instanceof ArrayNode array && array.isEmpty()) {
            // clients whose language has one word for both send [] for an empty object
            return json.mapper().createObjectNode();
        }
        if (!(node instanceof ObjectNode object)) {
            throw Problem.of(Problem.Kind.UNREADABLE, "unreadable", "The request must be a JSON object.");
        }
        return object;
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

    private ObjectNode form(String text) {
        ObjectNode object = json.mapper().createObjectNode();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    object.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw Problem.of(Problem.Kind.UNREADABLE, "unreadable", "The form cannot be read.");
                }
            }
        }
        return object;
    }

    /** The tree as a validated record. */
    <T> T read(ObjectNode object, Class<T> type) {
        Map<String, List<String>> faults = new TreeMap<>();
        checkText(object, "", faults);
        refuse(faults);
        T value;
        try {
            value = readers.computeIfAbsent(type, json.mapper()::readerFor).readValue(object);
        } catch (JacksonException e) {
            // the syntax was read already, so this is a value of the wrong kind or out of range
            String field = path(e);
            throw Problem.invalid(field, "The " + field + " field has a value of the wrong kind.")
                    .detail(e.getClass().getSimpleName());
        }
        for (ConstraintViolation<T> violation : validator.validate(value)) {
            String field = path(violation.getPropertyPath());
            faults.computeIfAbsent(field, _ -> new ArrayList<>()).add(message(violation, field));
        }
        refuse(faults);
        return value;
    }

    private static void refuse(Map<String, List<String>> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(new LinkedHashMap<>(faults));
        }
    }

    /** NUL, other control characters and lone surrogates can neither be stored nor shown. */
    private static void checkText(JsonNode node, String path, Map<String, List<String>> faults) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(entry -> checkText(entry.getValue(), join(path, entry.getKey()), faults));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    checkText(array.get(i), join(path, Integer.toString(i)), faults);
                }
            }
            case StringNode text
            when !isStorable(text.stringValue()) ->
                faults.put(path, List.of("The " + path + " field contains characters that cannot be stored."));
            default -> {}
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7f) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            path.append(path.isEmpty() ? "" : ".").append(name == null ? Integer.toString(step.getIndex()) : name);
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String path(Path violated) {
        StringBuilder path = new StringBuilder();
        for (Path.Node node : violated) {
            if (node.getIndex() != null) {
                path.append('.').append(node.getIndex());
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                path.append(path.isEmpty() ? "" : ".").append(Json.wireName(name));
            }
        }
        return path.toString();
    }

    private static String message(ConstraintViolation<?> violation, String field) {
        if (!violation.getMessageTemplate().startsWith("{")) {
            return violation.getMessage();
        }
        Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
        String kind = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return switch (kind) {
            case "NotNull", "NotBlank", "NotEmpty" -> "The " + field + " field is required.";
            case "Size" -> size(field, attributes, violation.getInvalidValue());
            case "Min", "DecimalMin" -> "The " + field + " field must be at least " + attributes.get("value") + ".";
            case "Max", "DecimalMax" -> "The " + field + " field must be at most " + attributes.get("value") + ".";
            case "Email" -> "The " + field + " field must be an e-mail address.";
            case "Pattern" -> "The " + field + " field has the wrong form.";
            default -> "The " + field + " field " + violation.getMessage() + ".";
        };
    }

    private static String size(String field, Map<String, Object> attributes, @Nullable Object value) {
        String unit = value instanceof CharSequence ? " characters." : " entries.";
        boolean tooLong = value instanceof CharSequence text
                && attributes.get("max") instanceof Integer most
                && text.length() > most;
        return tooLong || !(value instanceof CharSequence)
                ? "The " + field + " field may hold at most " + attributes.get("max") + unit
                : "The " + field + " field must hold at least " + attributes.get("min") + unit;
    }

    /** The fields of a sign-in that name the account, for rate limits. */
    static @Nullable String account(ObjectNode body) {
        for (String key : Set.of("email", "username", "client_id")) {
            if (body.get(key) instanceof StringNode text) {
                return text.stringValue().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return null;
    }
}
