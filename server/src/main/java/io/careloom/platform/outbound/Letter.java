package io.careloom.platform.outbound;

import org.jspecify.annotations.Nullable;

/**
 * A message to one person.
 *
 * @param to an e-mail address or a phone number, by channel
 * @param subject empty for SMS
 * @param code the one-time code the text contains, or null; only the demo's outbox shows it apart
 * @param endedBy where one click ends letters like this one; null where nobody can
 */
public record Letter(
        Channel channel,
        String to,
        String subject,
        String text,
        @Nullable String code,
        @Nullable String endedBy) {
    /** How it travels. */
    public enum Channel {
        EMAIL,
        SMS
    }

    /** An e-mail with a one-time code in its text. */
    public static Letter email(String to, String subject, String text, @Nullable String code) {
        return new Letter(Channel.EMAIL, to, subject, text, code, null);
    }

    /** The same, one of many that a click on this link ends. */
    public Letter endedBy(String link) {
        return new Letter(channel, to, subject, text, code, link);
    }

    @Override
    public String toString() {
        return "Letter[" + channel + "]";
    }
}
