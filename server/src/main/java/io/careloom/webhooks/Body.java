package io.careloom.webhooks;

import java.time.Instant;

/** The bytes of a message: {@code timestamp}, {@code event_type}, then the event's own fields in their order. */
final class Body {
    private Body() {}

    /**
     * The message as it is signed and sent.
     *
     * @param fields the event's fields as a compact JSON object
     * @param phpStyle true to escape as PHP's {@code json_encode} does by default, which receivers that re-serialise expect
     */
    static String of(Instant at, String eventType, String fields, boolean phpStyle) {
        String rest = fields.substring(1).equals("}") ? "}" : "," + fields.substring(1);
        String compact = "{\"timestamp\":" + at.getEpochSecond() + ",\"event_type\":\"" + eventType + "\"" + rest;
        return phpStyle ? escapedAsPhp(compact) : compact;
    }

    /** In compact JSON a slash or a non-ASCII character can only stand inside a string, so the text can be rewritten blindly. */
    private static String escapedAsPhp(String compact) {
        StringBuilder escaped = new StringBuilder(compact.length() + 32);
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            if (c == '/') {
                escaped.append("\\/");
            } else if (c > 0x7e) {
                appendEscape(escaped, c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static void appendEscape(StringBuilder escaped, char c) {
        if (c == 0x7f) {
            escaped.append(c);
            return;
        }
        escaped.append("\\u");
        String hex = Integer.toHexString(c);
        escaped.repeat('0', 4 - hex.length()).append(hex);
    }
}
