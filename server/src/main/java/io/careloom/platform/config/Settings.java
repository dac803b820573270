package io.careloom.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads settings into a record. The defaults are a complete YAML file; what overrides them may only use its keys, so a
 * misspelt key is found at start, with the nearest right one.
 */
public final class Settings {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final ObjectNode tree;

    private Settings(ObjectNode tree) {
        this.tree = tree;
    }

    /** A setting could not be used; the message says which and what to write instead. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** The complete defaults, from the class path. */
    public static Settings defaults(String resource) {
        try (InputStream stream = Settings.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing from the build");
            }
            return new Settings((ObjectNode) YAML.readTree(stream));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Overrides single keys by a file of the same form; null and a file that is empty change nothing. */
    public Settings file(@Nullable Path file) {
        if (file == null) {
            return this;
        }
        try {
            JsonNode given = YAML.readTree(Files.readString(file));
            if (given instanceof ObjectNode object) {
                merge(tree, object, "", file.toString());
            } else if (!given.isMissingNode() && !given.isNull()) {
                throw new Refused(file + " is not a list of settings");
            }
            return this;
        } catch (IOException e) {
            throw new Refused(file + " cannot be read");
        } catch (JacksonException e) {
            throw new Refused(file + " is not valid YAML near line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        }
    }

    private static void merge(ObjectNode into, ObjectNode given, String path, String source) {
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            JsonNode known = into.get(entry.getKey());
            String full = path + entry.getKey();
            if (known == null) {
                throw new Refused(source + ": unknown setting " + full + suggestion(into, path, entry.getKey()));
            }
            if (known instanceof ObjectNode section) {
                if (!(entry.getValue() instanceof ObjectNode object)) {
                    throw new Refused(source + ": " + full + " is a section");
                }
                merge(section, object, full + ".", source);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static String suggestion(ObjectNode known, String path, String key) {
        return known.propertyNames().stream()
                .min(Comparator.comparingInt((String name) -> distance(name, key)))
                .filter(name -> distance(name, key) <= Math.max(2, key.length() / 3))
                .map(name -> "; did you mean " + path + name + "?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Takes the variables of this process, as {@link #environment} does. */
    public Settings ownEnvironment() {
        return environment(System.getenv());
    }

    /** Overrides keys by environment variables: {@code http.port} is {@code CARELOOM_HTTP_PORT}. */
    public Settings environment(Map<String, String> variables) {
        override(tree, "CARELOOM", variables);
        return this;
    }

    private static void override(ObjectNode node, String prefix, Map<String, String> variables) {
        for (String key : List.copyOf(node.propertyNames())) {
            String name = prefix + "_" + key.toUpperCase(Locale.ROOT);
            if (node.get(key) instanceof ObjectNode section) {
                override(section, name, variables);
            } else if (variables.get(name) instanceof String value) {
                set(node, key, value);
            }
        }
    }

    private static void set(ObjectNode node, String key, String value) {
        if (node.get(key) instanceof ArrayNode) {
            ArrayNode list = node.putArray(key);
            for (String item : value.split(",", -1)) {
                if (!item.isBlank()) {
                    list.add(item.trim());
                }
            }
        } else {
            node.put(key, value);
        }
    }

    /** Overrides one key, given as a dotted path that must exist; a null value changes nothing. */
    public Settings flag(String path, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        ObjectNode node = tree;
        List<String> parts = new ArrayList<>(List.of(path.split("\\.", -1)));
        String last = parts.removeLast();
        for (String part : parts) {
            node = (ObjectNode) node.required(part);
        }
        node.required(last);
        set(node, last, value.toString());
        return this;
    }

    /** The settings as a record; a value of the wrong kind is refused by its name. */
    public <T> T as(Class<T> type) {
        try {
            return YAML.treeToValue(tree, type);
        } catch (JacksonException e) {
            StringBuilder path = new StringBuilder();
            e.getPath().forEach(step -> path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName()));
            throw new Refused("the setting " + path + " has a value that cannot be used");
        }
    }
}
