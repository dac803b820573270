package io.careloom.platform.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.http.upload.Intake;
import io.careloom.platform.validation.Storable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request whose route is found and whose caller is known. */
final class RequestCall implements Call {
    private static final int FLAT_PER_PAGE = 50;

    private final Caller caller;
    private final Route route;
    private final Map<String, String> variables;
    private final Map<String, List<String>> query;
    private final Function<String, @Nullable String> headers;
    private final String address;
    private final BodyReader reader;
    private final ObjectNode body;
    private final byte[] bytes;
    private final Intake.@Nullable Received received;
    private final Set<UUID> shown = new LinkedHashSet<>();

    RequestCall(Caller caller, Parts parts, BodyReader reader, Content content) {
        this.caller = caller;
        this.route = parts.route();
        this.variables = parts.variables();
        this.query = storable(parts.query());
        this.headers = parts.headers();
        this.address = parts.address();
        this.reader = reader;
        this.body = content.body();
        this.bytes = content.bytes();
        this.received = content.received();
    }

    private static Map<String, List<String>> storable(Map<String, List<String>> query) {
        query.forEach((name, values) -> {
            if (!Storable.isStorable(name)) {
                throw Problem.invalid("query", "The query has a name with characters that cannot be used.");
            }
            if (!values.stream().allMatch(Storable::isStorable)) {
                throw Problem.invalid(name, "The " + name + " parameter contains characters that cannot be used.");
            }
        });
        return query;
    }

    /** What the request line and headers say. */
    record Parts(
            Route route,
            Map<String, String> variables,
            Map<String, List<String>> query,
            Function<String, @Nullable String> headers,
            String address) {}

    /**
     * What the request brought.
     *
     * @param bytes that tell it from another request: the body, or the digest of a form with a file
     * @param received of a form with a file, else null
     */
    record Content(ObjectNode body, byte[] bytes, Intake.@Nullable Received received) implements AutoCloseable {
        @Override
        public void close() {
            if (received != null) {
                received.close();
            }
        }
    }

    @Override
    public Caller caller() {
        return caller;
    }

    Route route() {
        return route;
    }

    /** In the order of the path. */
    Map<String, String> variables() {
        return variables;
    }

    @Override
    public UUID id(String variable) {
        return uuid(path(variable)).orElseThrow(Problem::notFound);
    }

    @Override
    public @Nullable UUID queryId(String name) {
        String text = query(name);
        return text == null
                ? null
                : uuid(text).orElseThrow(() -> Problem.invalid(name, "The " + name + " parameter must be a UUID."));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            // the library would also read shorter forms
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String path(String variable) {
        String value = variables.get(variable);
        if (value == null) {
            throw new IllegalStateException(route.id() + " has no variable " + variable);
        }
        return value;
    }

    @Override
    public @Nullable String query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        String value = values.isEmpty() ? "" : values.getFirst().trim();
        return value.isEmpty() ? null : value;
    }

    @Override
    public List<String> queries(String name) {
        List<String> values = new ArrayList<>();
        query.forEach((key, all) -> {
            if (key.equals(name) || key.startsWith(name + "[") && key.endsWith("]")) {
                all.stream().map(String::trim).filter(value -> !value.isEmpty()).forEach(values::add);
            }
        });
        return values;
    }

    @Override
    public boolean flag(String name, boolean otherwise) {
        String value = query(name);
        return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw Problem.invalid(name, "The " + name + " parameter must be true or false.");
        };
    }

    @Override
    public boolean wants(String relation) {
        return queries("with_relationships").contains(relation);
    }

    @Override
    public PageQuery page(String... sortable) {
        int perPage = number("per_page", route.shape() == Route.Shape.FLAT ? FLAT_PER_PAGE : 15, 100);
        String sort = query("sort");
        if (sort != null && !Arrays.asList(sortable).contains(sort)) {
            throw Problem.invalid("sort", "The list cannot be sorted by this.")
                    .with("allowed_sorts", List.of(sortable));
        }
        boolean ascending = switch (lower("order")) {
            case "", "asc" -> true;
            case "desc" -> false;
            default -> throw Problem.invalid("order", "The order is asc or desc.");
        };
        PageQuery.Trashed trashed = switch (lower("trashed")) {
            case "" -> PageQuery.Trashed.WITHOUT;
            case "with" -> PageQuery.Trashed.WITH;
            case "only" -> PageQuery.Trashed.ONLY;
            default -> throw Problem.invalid("trashed", "The trashed parameter is with or only.");
        };
        return new PageQuery(number("page", 1, 1_000_000), perPage, sort, ascending, query("search"), trashed);
    }

    private String lower(String name) {
        String value = query(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    private int number(String name, int otherwise, int most) {
        String value = query(name);
        if (value == null) {
            return otherwise;
        }
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > most) {
            throw Problem.invalid(name, "The " + name + " parameter must be a number from 1 to " + most + ".");
        }
        return number;
    }

    @Override
    public <T> T body(Class<T> type) {
        if (type != route.request()) {
            // else the documentation would tell something else than the server reads
            throw new IllegalStateException(
                    route.id() + " says that it reads " + route.request().getSimpleName());
        }
        return reader.read(body, type);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public <T extends Intake.Received> T received(Class<T> type) {
        if (received == null) {
            throw new IllegalStateException(route.id() + " takes no file");
        }
        return type.cast(received);
    }

    @Override
    public @Nullable String header(String name) {
        return headers.apply(name);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void shows(Collection<UUID> subjects) {
        shown.addAll(subjects);
    }

    Set<UUID> shown() {
        return shown;
    }

    Map<String, List<String>> queryWithout(String name) {
        Map<String, List<String>> rest = new LinkedHashMap<>(query);
        rest.remove(name);
        return rest;
    }
}
