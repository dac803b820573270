package io.careloom.platform.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a field marked {@link NumberOrText}. */
final class NumberOrTextDeserializer extends StdScalarDeserializer<String> {
    NumberOrTextDeserializer() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        return token != null && token.isNumeric()
                ? parser.getDecimalValue().toPlainString()
                : (String) context.handleUnexpectedToken(getValueType(context), parser);
    }
}
