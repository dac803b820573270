package io.careloom.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.platform.Link;
import io.careloom.platform.json.WireValues;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as this wire speaks it: snake_case, nulls written, timestamps with six digits; strict when reading (duplicate keys,
 * depth over 64, trailing tokens are refused), lenient only where clients need it (unknown fields, numbers as strings).
 */
public final class Json {
    private static final int MOST_DEPTH = 64;
    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private final JsonMapper mapper;

    /** The one configuration. */
    public Json() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_DEPTH)
                        .maxStringLength(HttpServer.MOST_BODY_BYTES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper = refuseCoercions(JsonMapper.builder(factory))
                .propertyNamingStrategy(NAMES)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .addModule(WireValues.module())
                .build();
    }

    /** Only a number written as text is read as a number. */
    private static JsonMapper.Builder refuseCoercions(JsonMapper.Builder builder) {
        refuse(
                builder,
                LogicalType.Boolean,
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Integer);
        refuse(
                builder,
                LogicalType.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean,
                CoercionInputShape.EmptyString);
        refuse(builder, LogicalType.Float, CoercionInputShape.Boolean, CoercionInputShape.EmptyString);
        refuse(
                builder,
                LogicalType.Textual,
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
        refuse(builder, LogicalType.Enum, CoercionInputShape.Integer, CoercionInputShape.EmptyString);
        return builder;
    }

    private static void refuse(JsonMapper.Builder builder, LogicalType type, CoercionInputShape... shapes) {
        builder.withCoercionConfig(type, coercion -> {
            for (CoercionInputShape shape : shapes) {
                coercion.setCoercion(shape, CoercionAction.Fail);
            }
        });
    }

    /** The value as compact JSON text. */
    public String text(Object value) {
        return mapper.writeValueAsString(value);
    }

    /** The key on the wire of a record component: snake_case. */
    public static String wireName(String component) {
        return NAMES.nameForField(null, null, component);
    }

    byte[] bytes(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** The value with its links under this address. */
    byte[] bytes(Object value, String base) {
        return mapper.writer().withAttribute(Link.BASE, base).writeValueAsBytes(value);
    }

    JsonMapper mapper() {
        return mapper;
    }
}
