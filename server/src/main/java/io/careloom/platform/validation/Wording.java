package io.careloom.platform.validation;

import jakarta.validation.ConstraintViolation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says a violated constraint in a sentence for people; a constraint with a message of its own keeps it. */
final class Wording {
    private Wording() {}

    static String of(ConstraintViolation<?> violation, String field) {
        if (!violation.getMessageTemplate().startsWith("{")) {
            return violation.getMessage();
        }
        Map<String, Object> limits = violation.getConstraintDescriptor().getAttributes();
        Object value = limits.get("value");
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return "The " + field + " field "
                + switch (constraint) {
                    case "NotNull", "NotBlank", "NotEmpty" -> "is required.";
                    case "Size" -> size(limits, violation.getInvalidValue());
                    case "Min", "DecimalMin" -> "must be at least " + value + ".";
                    case "Max", "DecimalMax" -> "must be at most " + value + ".";
                    case "Positive" -> "must be greater than 0.";
                    case "PositiveOrZero" -> "must be at least 0.";
                    case "Digits" ->
                        "may have at most " + limits.get("integer") + " digits before and " + limits.get("fraction")
                                + " behind the point.";
                    case "Email" -> "must be an e-mail address.";
                    case "Pattern" -> "has the wrong form.";
                    default -> violation.getMessage() + ".";
                };
    }

    private static String size(Map<String, Object> limits, @Nullable Object value) {
        boolean text = value instanceof CharSequence;
        int length = value instanceof CharSequence chars
                ? chars.length()
                : value instanceof java.util.Collection<?> entries ? entries.size() : 0;
        String unit = text ? " characters." : " entries.";
        return limits.get("max") instanceof Integer most && length > most
                ? "may hold at most " + most + unit
                : "must hold at least " + limits.get("min") + unit;
    }
}
