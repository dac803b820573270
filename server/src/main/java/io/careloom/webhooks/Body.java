package io.careloom.webhooks;

import java.time.Instant;

/** The bytes of a message: {@code timestamp}, {@code event_type}, then the event's own fields in their order. */
final class Body {
    private static final String COMPACT = "compact";

    private Body() {}

    /**
     * The message as it is signed and sent.
     *
     * @param fields the event's fields as a compact JSON object
     * @param style {@code compact}, or {@code php} to escape as PHP's {@code json_encode} does by default, which receivers
     *     that re-serialise expect
     */
    static String of(Instant at, String eventType, String fields, String style) {
        String rest = fields.substring(1).equals("}") ? "}" : "," + fields.substring(1);
        String compact = "{\"timestamp\":" + at.getEpochSecond() + ",\"event_type\":\"" + eventType + "\"" + rest;
        return escaped(compact, !style.equals(COMPACT));
    }

    /**
     * In compact JSON a slash or a non-ASCII character can only stand inside a string, so the text can be rewritten blindly.
     * Escapes of control characters become lower case, as PHP and JavaScript write them.
     */
    private static String escaped(String compact, boolean asPhp) {
        StringBuilder escaped = new StringBuilder(compact.length() + 32);
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            if (c == '\\') {
                i++;
                escaped.append(c).append(compact.charAt(i));
                if (compact.charAt(i) == 'u') {
                    appendHex(escaped, Integer.parseInt(compact, i + 1, i + 5, 16));
                    i += 4;
                }
            } else if (asPhp && c == '/') {
                escaped.append("\\/");
            } else if (asPhp && c > 0x7f) {
                appendHex(escaped.append("\\u"), c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static void appendHex(StringBuilder escaped, int c) {
        String hex = Integer.toHexString(c);
        escaped.repeat('0', 4 - hex.length()).append(hex);
    }
}
