package io.careloom.platform.outbound;

import org.jspecify.annotations.Nullable;

/**
 * A message to one person.
 *
 * @param to an e-mail address or a phone number, by channel
 * @param subject empty for SMS
 * @param code the one-time code the text contains, or null; only the demo's outbox shows it apart
 */
public record Letter(
        Channel channel,
        String to,
        String subject,
        String text,
        @Nullable String code) {
    /** How it travels. */
    public enum Channel {
        EMAIL,
        SMS
    }

    /** An e-mail with a one-time code in its text. */
    public static Letter email(String to, String subject, String text, @Nullable String code) {
        return new Letter(Channel.EMAIL, to, subject, text, code);
    }

    @Override
    public String toString() {
        return "Letter[" + channel + "]";
    }
}
