package io.careloom.platform.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** A committed row as it lies in the table: its place in the order, and the text of every other column. */
record AuditRow(Place place, Instant recordedAt, List<@Nullable String> texts, byte @Nullable [] sealed) {
    static final int MARK_BYTES = 16;

    /** The order of rows: cluster, writing transaction, position. */
    record Place(int era, String xid, long position) {}

    /** The month whose partition holds it. */
    LocalDate month() {
        return recordedAt.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    /** The keyed hash of everything but the position, so that a row that only changed places is known again. */
    byte[] mark(Mac hash) {
        hash.reset();
        hash.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(place.era())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
                .array());
        add(hash, place.xid());
        texts.forEach(text -> add(hash, text));
        addBytes(hash, sealed);
        return Arrays.copyOf(hash.doFinal(), MARK_BYTES);
    }

    private static void add(Mac hash, @Nullable String text) {
        addBytes(hash, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length first, so that no two rows read the same; -1 for null. */
    private static void addBytes(Mac hash, byte @Nullable [] bytes) {
        hash.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length)
                .array());
        if (bytes != null) {
            hash.update(bytes);
        }
    }
}
