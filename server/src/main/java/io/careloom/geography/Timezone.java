package io.careloom.geography;

import java.util.UUID;

/**
 * A time zone a person may live in.
 *
 * @param identifier of the tz database, such as {@code America/New_York}
 * @param name what people call it, such as {@code Eastern Time}
 * @param offset standard time's distance from UTC, such as {@code -05:00}
 */
public record Timezone(UUID timezoneId, String identifier, String name, String offset) {}
