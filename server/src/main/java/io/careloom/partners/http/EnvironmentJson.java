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

    /** The wanted ones that the caller may enter. */
    static Page<EnvironmentJson> page(Caller caller, Set<Environment> wanted, PageQuery query) {
        List<EnvironmentJson> all = Arrays.stream(Environment.values())
                .filter(caller.environments()::contains)
                .filter(wanted::contains)
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

    /** Those of {@code identifier} and {@code identifiers[]}, all when neither was sent; other words find nothing. */
    static Set<Environment> identifiers(Call call) {
        List<String> words = Stream.concat(call.queries("identifier").stream(), call.queries("identifiers").stream())
                .toList();
        Set<Environment> wanted = EnumSet.noneOf(Environment.class);
        words.forEach(word -> Environment.named(word).ifPresent(wanted::add));
        return words.isEmpty() ? EnumSet.allOf(Environment.class) : wanted;
    }
}
