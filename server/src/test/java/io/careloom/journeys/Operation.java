package io.careloom.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A documented operation as facts, from the files of {@code spec/operations}.
 *
 * @param as who calls it, a word of {@link Scene#caller}
 * @param where things of the {@link Scene} for path variables whose name is not one already
 * @param body a request with every documented field; {@code {{thing}}} stands for a thing of the scene
 * @param form the texts of a form with a picture, in the place of a body
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
        @Nullable Map<String, String> form,
        @Nullable List<String> required,
        String answerFrom,
        @Nullable JsonNode answer) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    static final Path FACTS = Path.of("..", "spec", "operations");

    /** All of them, file by file. */
    static List<Operation> all() {
        return facts(FACTS, Operation[].class);
    }

    /** What the files of a folder list, in the order of their names. */
    static <T> List<T> facts(Path folder, Class<T[]> type) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(file -> Stream.of(JSON.readValue(file.toFile(), type)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it moves a case of its own, which a final status forbids. */
    boolean isMove() {
        return method.equals("POST")
                && where != null
                && where.values().stream().anyMatch(thing -> thing.endsWith("_case"));
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
