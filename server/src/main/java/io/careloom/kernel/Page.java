package io.careloom.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param total rows of the whole list
 */
public record Page<T>(List<T> items, long total, PageQuery query) {
    public Page {
        items = List.copyOf(items);
    }

    /** The same page with each item converted. */
    public <R> Page<R> map(Function<? super T, ? extends R> convert) {
        return new Page<>(items.stream().<R>map(convert).toList(), total, query);
    }

    /** Number of the last page, at least 1. */
    public long lastPage() {
        return Math.max(1, (total + query.perPage() - 1) / query.perPage());
    }
}
