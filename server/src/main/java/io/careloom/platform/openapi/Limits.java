package io.careloom.platform.openapi;

import io.careloom.kernel.Change;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** Constraints that the schema generator does not see, or says differently than they are meant. */
final class Limits {
    private Limits() {}

    /** Completes the schema of a record's component. */
    static void add(ObjectNode schema, Field component) {
        if (component.getType() == Change.class
                && component.getAnnotatedType() instanceof AnnotatedParameterizedType change) {
            for (Annotation constraint : change.getAnnotatedActualTypeArguments()[0].getAnnotations()) {
                add(schema, constraint);
            }
        }
        if (schema.path("pattern").isString()) {
            // Java's constraint is about the whole text, the schema's about any part of it
            String pattern = schema.get("pattern").stringValue();
            schema.put("pattern", pattern.startsWith("^") ? pattern : "^(?:" + pattern + ")$");
        }
    }

    private static void add(ObjectNode schema, Annotation constraint) {
        switch (constraint) {
            case Size size -> size(schema, size);
            case Min min -> schema.put("minimum", min.value());
            case Max max -> schema.put("maximum", max.value());
            case DecimalMin min -> schema.put("minimum", new BigDecimal(min.value()));
            case DecimalMax max -> schema.put("maximum", new BigDecimal(max.value()));
            case PositiveOrZero _ -> schema.put("minimum", 0);
            case Positive _ -> schema.put("exclusiveMinimum", 0);
            case Digits digits -> digits(schema, digits);
            case Pattern pattern -> schema.put("pattern", pattern.regexp());
            default -> {}
        }
    }

    /** So many digits before and after the point. */
    private static void digits(ObjectNode schema, Digits digits) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(digits.fraction());
        schema.put("maximum", BigDecimal.ONE.movePointRight(digits.integer()).subtract(step));
        schema.put("multipleOf", step);
    }

    private static void size(ObjectNode schema, Size size) {
        boolean list = schema.path("type").toString().contains("array");
        if (size.min() > 0) {
            schema.put(list ? "minItems" : "minLength", size.min());
        }
        if (size.max() < Integer.MAX_VALUE) {
            schema.put(list ? "maxItems" : "maxLength", size.max());
        }
    }
}
