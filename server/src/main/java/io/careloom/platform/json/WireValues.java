package io.careloom.platform.json;

import io.careloom.kernel.Change;
import io.careloom.platform.Link;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Ids, dates, times and decimals in the one form this wire has for each; changes of a partial update. */
public final class WireValues {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    /** Of a time: years of more digits parse, but no column can hold them. */
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}-");

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(?:\\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?");
    private static final int UUID_LENGTH = 36;

    private WireValues() {}

    /** The readers and writers, to be added to a mapper. */
    public static JacksonModule module() {
        return new SimpleModule("careloom")
                .addSerializer(Instant.class, new TimestampSerializer())
                .addSerializer(Link.class, new LinkSerializer())
                .addDeserializer(Change.class, new ChangeDeserializer(null))
                .addDeserializer(UUID.class, new TextDeserializer<>(UUID.class, WireValues::uuid))
                .addDeserializer(LocalDate.class, new TextDeserializer<>(LocalDate.class, WireValues::date))
                .addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, WireValues::instant))
                .addDeserializer(BigDecimal.class, new DecimalDeserializer());
    }

    /** The same values as plain strings, numbers, lists and maps, as an event keeps them. */
    public static Map<String, @Nullable Object> plain(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Instant at -> timestamp(at);
            case UUID id -> id.toString();
            case LocalDate day -> day.toString();
            case Map<?, ?> values -> plain((Map<String, @Nullable Object>) values);
            case null, default -> value;
        };
    }

    /** Six digits of the second, always: one more nanosecond brings out all nine, of which three go. Lists write thousands. */
    private static String timestamp(Instant at) {
        int micros = at.getNano() / 1_000;
        String text = LocalDateTime.ofEpochSecond(at.getEpochSecond(), micros * 1_000 + 1, ZoneOffset.UTC)
                .toString();
        return text.substring(0, text.length() - 3) + 'Z';
    }

    private static @Nullable UUID uuid(String text) {
        return text.length() == UUID_LENGTH ? UUID.fromString(text) : null;
    }

    private static @Nullable LocalDate date(String text) {
        return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
    }

    private static @Nullable Instant instant(String text) {
        return YEAR.matcher(text).lookingAt() ? OffsetDateTime.parse(text).toInstant() : null;
    }

    /** Reads a value from text of one form; anything else is refused. */
    private static final class TextDeserializer<T> extends StdScalarDeserializer<T> {
        private final Class<T> type;
        private final transient Function<String, @Nullable T> read;

        TextDeserializer(Class<T> type, Function<String, @Nullable T> read) {
            super(type);
            this.type = type;
            this.read = read;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return type.cast(context.handleUnexpectedToken(getValueType(context), parser));
            }
            T value;
            try {
                value = read.apply(parser.getString());
            } catch (DateTimeException | IllegalArgumentException e) {
                value = null;
            }
            return value != null ? value : type.cast(context.handleWeirdStringValue(type, "", "has another form"));
        }
    }

    /** Reads a number, or a number written as text, of at most 20 digits on each side of the point. */
    private static final class DecimalDeserializer extends StdScalarDeserializer<BigDecimal> {
        DecimalDeserializer() {
            super(BigDecimal.class);
        }

        @Override
        public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            JsonToken token = parser.currentToken();
            if (token == null || !token.isNumeric() && token != JsonToken.VALUE_STRING) {
                return (BigDecimal) context.handleUnexpectedToken(getValueType(context), parser);
            }
            String text = token.isNumeric() ? parser.getDecimalValue().toString() : parser.getString();
            return DECIMAL.matcher(text).matches()
                    ? new BigDecimal(text)
                    : (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, "", "is no number in range");
        }
    }

    /** Writes an absolute URL where the answer's base address is known. */
    private static final class LinkSerializer extends StdSerializer<Link> {
        LinkSerializer() {
            super(Link.class);
        }

        @Override
        public void serialize(Link value, JsonGenerator generator, SerializationContext context) {
            Object base = context.getAttribute(Link.BASE);
            generator.writeString(base == null ? value.path() : base + value.path());
        }
    }

    private static final class TimestampSerializer extends StdSerializer<Instant> {
        TimestampSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(timestamp(value));
        }
    }
}
