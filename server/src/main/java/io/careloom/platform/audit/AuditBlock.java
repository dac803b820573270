package io.careloom.platform.audit;

import io.careloom.platform.audit.AuditRow.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;

/** A link of the chain: rows of one month in order, bound by a keyed hash to the link before, signed. */
record AuditBlock(
        long number, LocalDate month, Place last, List<Long> positions, byte[] marks, byte[] head, byte[] signature) {

    /** What stands before the first block. */
    static final byte[] NO_HEAD = new byte[32];

    /** The block that follows {@code before} with these rows, which are one month's. */
    static AuditBlock of(AuditKeys keys, long number, byte[] before, List<AuditRow> rows) {
        Mac hash = keys.hash();
        ByteBuffer marks = ByteBuffer.allocate(rows.size() * AuditRow.MARK_BYTES);
        rows.forEach(row -> marks.put(row.mark(hash)));
        LocalDate month = rows.getFirst().month();
        Place last = rows.getLast().place();
        List<Long> positions = rows.stream().map(row -> row.place().position()).toList();
        byte[] unsigned = {};
        AuditBlock open = new AuditBlock(number, month, last, positions, marks.array(), unsigned, unsigned);
        byte[] head = open.headAfter(before, hash);
        return new AuditBlock(number, month, last, positions, marks.array(), head, keys.sign(number, head));
    }

    /** True when nothing of the block changed, and the block before it is the one it was sealed after. */
    boolean holds(AuditKeys keys, byte[] before) {
        return marks.length == positions.size() * AuditRow.MARK_BYTES
                && MessageDigest.isEqual(head, headAfter(before, keys.hash()))
                && keys.isSigned(number, head, signature);
    }

    byte[] mark(int index) {
        return Arrays.copyOfRange(marks, index * AuditRow.MARK_BYTES, (index + 1) * AuditRow.MARK_BYTES);
    }

    private byte[] headAfter(byte[] before, Mac hash) {
        byte[] xid = last.xid().getBytes(StandardCharsets.UTF_8);
        hash.reset();
        hash.update(before);
        hash.update(ByteBuffer.allocate(4 * Long.BYTES + 2 * Integer.BYTES)
                .putLong(number)
                .putLong(month.toEpochDay())
                .putLong(last.position())
                .putLong(positions.size())
                .putInt(last.era())
                .putInt(xid.length)
                .array());
        hash.update(xid);
        ByteBuffer places = ByteBuffer.allocate(positions.size() * Long.BYTES);
        positions.forEach(places::putLong);
        hash.update(places.array());
        hash.update(marks);
        return hash.doFinal();
    }
}
