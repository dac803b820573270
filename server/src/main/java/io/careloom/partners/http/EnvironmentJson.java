package io.careloom.partners.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.http.Call;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of the two environments. They are the same in every installation, since its beginning. */
record EnvironmentJson(
        UUID id,
        String identifier,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    private static final Instant BEGINNING = Instant.parse("2026-11-24T00:00:00Z");

    private static EnvironmentJson of(Environment environment) {
        return new EnvironmentJson(environment.id(), environment.identifier(), BEGINNING, BEGINNING, null);
    }

    /** Those the caller may enter; an empty set of wanted ones does not narrow. */
    static Page<EnvironmentJson> page(Caller caller, Set<Environment> wanted, PageQuery query) {
        List<EnvironmentJson> all = Arrays.stream(Environment.values())
                .filter(caller.environments()::contains)
                .filter(environment -> wanted.isEmpty() || wanted.contains(environment))
                .map(EnvironmentJson::of)
                .toList();
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    /** The environment, when the caller may enter it; else 404. */
    static EnvironmentJson find(Caller caller, UUID id) {
        return Environment.of(id)
                .filter(caller.environments()::contains)
                .map(EnvironmentJson::of)
                .orElseThrow(Problem::notFound);
    }

    /** The query parameters {@code identifier} and {@code identifiers[]}; empty when neither was sent. */
    static Set<Environment> identifiers(Call call) {
        Set<Environment> wanted = EnumSet.noneOf(Environment.class);
        Stream.concat(call.queries("identifier").stream(), call.queries("identifiers").stream())
                .map(word -> Environment.named(word)
                        .orElseThrow(() -> Problem.invalid("identifier", "The environments are live and sandbox.")))
                .forEach(wanted::add);
        return wanted;
    }
}
