package io.careloom.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted, already checked.
 *
 * @param page from 1
 * @param perPage 1 to 100
 * @param sort a column the list offers, or null for the list's own order
 * @param search trimmed text, or null
 */
public record PageQuery(
        int page,
        int perPage,
        @Nullable String sort,
        boolean ascending,
        @Nullable String search,
        Trashed trashed) {
    /** Whether deleted rows are wanted. */
    public enum Trashed {
        WITHOUT,
        WITH,
        ONLY
    }

    /** The first page of 15. */
    public static final PageQuery FIRST = new PageQuery(1, 15, null, true, null, Trashed.WITHOUT);

    /** Rows to skip. */
    public long offset() {
        return (page - 1L) * perPage;
    }
}
