package io.careloom.platform.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says of a value that could not be read what was wanted in its place; never the value. */
final class WantedKind {
    private WantedKind() {}

    static String of(JacksonException failure) {
        return switch (failure) {
            case InputCoercionException _ -> "is out of range.";
            case MismatchedInputException mismatch -> sentence(mismatch.getTargetType());
            default -> "has a value of the wrong kind.";
        };
    }

    private static String sentence(@Nullable Class<?> type) {
        if (type == null) {
            return "has a value of the wrong kind.";
        }
        if (type == String.class) {
            return "must be text.";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "must be a whole number in range.";
        }
        if (type == BigDecimal.class) {
            return "must be a number in range.";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false.";
        }
        if (type == UUID.class) {
            return "must be a UUID.";
        }
        if (type == LocalDate.class) {
            return "must be a date (YYYY-MM-DD).";
        }
        if (type == Instant.class) {
            return "must be a time with its offset (2025-05-29T22:06:08Z).";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")) + ".";
        }
        return Collection.class.isAssignableFrom(type) ? "must be a list." : "must be an object.";
    }
}
