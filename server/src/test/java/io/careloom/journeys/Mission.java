package io.careloom.journeys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The index of the API document, from {@code spec/mission}.
 *
 * @param answered how many of each answer at least
 */
record Mission(List<Endpoint> endpoints, List<Event> events, Embedding embedding, Answered answered) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Path SPEC = Path.of("..", "spec");

    /** Numbers that only rise. */
    record Answered(int endpoints, int events) {}

    /**
     * A page of the document.
     *
     * @param words what may stand for a path variable; null for anything
     */
    record Endpoint(
            String id, String method, String path, @Nullable Map<String, List<String>> words) {
        /** Whether the table has it: with a variable, or with a row for each word that may stand for it. */
        boolean answers(Set<String> rows) {
            return rows.contains(row(method, path))
                    || words != null && spelled().allMatch(one -> rows.contains(row(method, one)));
        }

        private Stream<String> spelled() {
            Stream<String> paths = Stream.of(path);
            for (Map.Entry<String, List<String>> choice :
                    Objects.requireNonNull(words).entrySet()) {
                String variable = "{" + choice.getKey() + "}";
                paths = paths.flatMap(one -> choice.getValue().stream().map(word -> one.replace(variable, word)));
            }
            return paths;
        }
    }

    /** A webhook event of the document. */
    record Event(String id, String eventType) {
        boolean answers() {
            return Files.isRegularFile(SPEC.resolve("webhooks").resolve(eventType + ".json"));
        }
    }

    /** The embedded page: parameters of its address, messages it sends and takes. */
    record Embedding(String id, List<String> parameters, List<String> sends, List<String> takes) {
        boolean answers() {
            return Stream.concat(sends.stream(), takes.stream())
                    .allMatch(message ->
                            Files.isRegularFile(SPEC.resolve("embedding").resolve(message + ".json")));
        }
    }

    static Mission read() {
        return new Mission(
                List.of(read("endpoints.json", Endpoint[].class)),
                List.of(read("events.json", Event[].class)),
                read("embedding.json", Embedding.class),
                read("answered.json", Answered.class));
    }

    private static <T> T read(String file, Class<T> type) {
        return JSON.readValue(SPEC.resolve("mission").resolve(file).toFile(), type);
    }

    /** A row of the table or of the document, comparable: variables nameless, the prefix as the server reads it. */
    static String row(String method, String path) {
        String canonical =
                path.startsWith("/clinician/") || path.startsWith("/partner/") || path.startsWith("/hubspot/")
                        ? "/v1" + path
                        : path;
        return method + " " + canonical.replaceAll("\\{[^}]*}", "{}");
    }

    /** All ids, in the order of the files. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        endpoints.forEach(endpoint -> ids.add(endpoint.id()));
        events.forEach(event -> ids.add(event.id()));
        ids.add(embedding.id());
        return ids;
    }
}
