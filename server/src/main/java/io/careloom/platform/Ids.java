package io.careloom.platform;

import io.careloom.platform.secrets.Secrets;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes ids. */
public final class Ids {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ULID_LENGTH = 26;
    private static final int RANDOM_BYTES = 10;
    private static final int FIVE_BITS = 31;

    private Ids() {}

    /** A random (version 4) id, as clients of this API expect them. */
    public static UUID random() {
        return UUID.randomUUID();
    }

    /** A ULID: 48 bits of this time in milliseconds, 80 random ones, as 26 characters that sort by time. */
    public static String ulid(Instant at) {
        BigInteger bits = BigInteger.valueOf(at.toEpochMilli())
                .shiftLeft(RANDOM_BYTES * Byte.SIZE)
                .or(new BigInteger(1, Secrets.bytes(RANDOM_BYTES)));
        StringBuilder text = new StringBuilder(ULID_LENGTH);
        for (int place = ULID_LENGTH - 1; place >= 0; place--) {
            text.append(CROCKFORD.charAt(bits.shiftRight(5 * place).intValue() & FIVE_BITS));
        }
        return text.toString();
    }

    /** The id a text spells; empty when it spells none. */
    public static Optional<UUID> read(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
