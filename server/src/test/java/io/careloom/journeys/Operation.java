package io.careloom.journeys;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A documented operation as facts, from {@code spec/operations/ground.json}.
 *
 * @param as who calls it, a word of {@link Scene#caller}
 * @param where things of the {@link Scene} for path variables whose name is not one already
 * @param body a request with every documented field; {@code {{thing}}} stands for a thing of the scene
 * @param required fields that the reference marks as needed
 * @param answer the shape of the sample: types by key, a list of one for an array, null when nothing is known
 */
record Operation(
        String method,
        String path,
        String name,
        String source,
        String as,
        @Nullable Map<String, String> where,
        @Nullable String query,
        @Nullable JsonNode body,
        @Nullable List<String> required,
        String answerFrom,
        @Nullable JsonNode answer) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final Path FACTS = Path.of("..", "spec", "operations");

    /** All of them, in the order of the issue that asked for them. */
    static List<Operation> ground() {
        return facts("ground.json", Operation[].class);
    }

    static <T> List<T> facts(String file, Class<T[]> type) {
        return List.of(JSON.readValue(FACTS.resolve(file).toFile(), type));
    }

    /** As the route table calls its row. */
    String row() {
        return method + " " + path;
    }

    String thingOf(String variable) {
        return where == null ? variable : where.getOrDefault(variable, variable);
    }

    List<String> needed() {
        return Objects.requireNonNullElse(required, List.of());
    }

    boolean isOpen() {
        return as.equals("anybody");
    }

    @Override
    public String toString() {
        return row();
    }
}
