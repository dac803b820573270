package io.careloom.kernel;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a partial update: absent (keep), or set to a value or to null (clear). A record cannot tell these apart
 * without it.
 */
public sealed interface Change<T> {
    /** The field was not sent. */
    record Absent<T>() implements Change<T> {}

    /** The field was sent, maybe as null. */
    record Set<T>(@Nullable T value) implements Change<T> {}

    /** A field that was not sent. */
    static <T> Change<T> absent() {
        return new Absent<>();
    }

    /** A field that was sent with this value, null to clear. */
    static <T> Change<T> set(@Nullable T value) {
        return new Set<>(value);
    }

    /** The value after the change, given the present one. */
    default @Nullable T or(@Nullable T present) {
        return this instanceof Set<T>(var value) ? value : present;
    }

    /** True when the field was sent. */
    default boolean isSet() {
        return this instanceof Set<T>;
    }

    /** The same change with its value converted; null stays null. */
    default <R> Change<R> map(Function<T, R> convert) {
        if (this instanceof Set<T>(var value)) {
            return new Set<>(value == null ? null : convert.apply(value));
        }
        return new Absent<>();
    }
}
