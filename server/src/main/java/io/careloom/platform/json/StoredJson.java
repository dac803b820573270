package io.careloom.platform.json;

import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values as text that a column keeps; equal values have equal texts, in whatever order a map has its keys. */
public final class StoredJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private StoredJson() {}

    /** The value's text. */
    public static String text(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** A list from its text; what a record of today does not know is passed over. */
    public static <T> List<T> list(String text, Class<T[]> type) {
        return List.of(JSON.readValue(text, type));
    }
}
