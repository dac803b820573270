package io.careloom.orders.http;

import io.careloom.kernel.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the old fields of this wire have them: {@code 2026-03-27 14:32:10}, UTC. */
final class MomentJson {
    /** What is read: the old form, the wire's usual one, or only a date. */
    static final String FORM =
            "(19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?)?";

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 19;
    private static final DateTimeFormatter OLD =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private MomentJson() {}

    /** Reads a text of the {@link #FORM}; a day or hour that does not exist is refused. */
    static Instant read(String field, String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            String iso = text.replace(' ', 'T');
            boolean hasZone = iso.endsWith("Z") || iso.lastIndexOf('-') >= TIME_LENGTH || iso.indexOf('+') > 0;
            return hasZone
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "The " + field + " is no date and time.");
        }
    }

    /** Writes the old form. */
    static String text(Instant moment) {
        return OLD.format(moment);
    }
}
