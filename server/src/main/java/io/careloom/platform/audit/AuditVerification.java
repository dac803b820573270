package io.careloom.platform.audit;

import io.careloom.platform.audit.AuditRow.Place;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.sealing.Vault;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was done to sealed audit rows behind the server's back: an edited, deleted, inserted or reordered row, a
 * changed or missing block, and, given a checkpoint that was kept elsewhere, a cut-off end. Needs the database and the
 * master key, no running server; what it reads it checks itself and trusts no function of the database.
 */
public final class AuditVerification {
    private static final Origin ORIGIN = Origin.worker("audit verify");
    private static final int BLOCKS = 20;
    private static final int MOST_FINDINGS = 1_000;

    private final Transactions transactions;
    private final AuditKeys keys;
    private final Mac hash;
    private final Map<LocalDate, Boolean> dropped = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** What can be wrong. */
    public enum Kind {
        /** A row's content is not what was sealed. */
        EDITED,
        /** A sealed row is gone. */
        DELETED,
        /** A row stands among sealed ones without having been sealed. */
        INSERTED,
        /** A sealed row stands in another place. */
        MOVED,
        /** A block is not what was signed, or does not follow the one before. */
        BLOCK_BROKEN,
        /** A block is gone. */
        BLOCK_MISSING,
        /** The checkpoint is not in the chain. */
        CHECKPOINT_MISSING
    }

    /**
     * One thing that is wrong.
     *
     * @param block number of the block
     * @param position of the row in {@code platform.audit_row}, null when a whole block is meant
     */
    public record Finding(Kind kind, long block, @Nullable Long position) {}

    /**
     * What was found; at most 1,000 findings.
     *
     * @param unsealed rows that are not sealed yet, so not checked
     * @param checkpoint number and head of the last block, to be kept elsewhere; null when there is none
     * @param publicKey of the signatures, hex
     */
    public record Report(
            long blocks,
            long rows,
            long unsealed,
            List<Finding> findings,
            @Nullable String checkpoint,
            String publicKey) {
        /** True when nothing is wrong. */
        public boolean intact() {
            return findings.isEmpty();
        }
    }

    /** A verification of this database; good for one run. */
    public AuditVerification(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.keys = AuditKeys.of(vault);
        this.hash = keys.hash();
    }

    /** Walks the whole chain; {@code checkpoint} is one that an earlier run or the log showed, or null. */
    public Report verify(@Nullable String checkpoint) {
        long blocks = 0;
        long rows = 0;
        boolean met = checkpoint == null;
        AuditBlock before = null;
        for (List<AuditBlock> next = blocksAfter(0);
                !next.isEmpty();
                next = blocksAfter(next.getLast().number())) {
            for (AuditBlock block : next) {
                checkBlock(before, block);
                rows += checkRows(before, block);
                blocks++;
                met |= AuditSealer.checkpoint(block).equals(checkpoint);
                before = block;
            }
        }
        if (!met) {
            found(Kind.CHECKPOINT_MISSING, before == null ? 0 : before.number(), null);
        }
        Place last = before == null ? AuditSealer.START : before.last();
        long unsealed = transactions.read(ORIGIN, tx -> new AuditChainStore(tx).countAfter(last));
        return new Report(
                blocks,
                rows,
                unsealed,
                List.copyOf(findings),
                before == null ? null : AuditSealer.checkpoint(before),
                keys.publicKeyHex());
    }

    private List<AuditBlock> blocksAfter(long number) {
        return transactions.read(ORIGIN, tx -> new AuditChainStore(tx).blocksAfter(number, BLOCKS));
    }

    private void checkBlock(@Nullable AuditBlock before, AuditBlock block) {
        long expected = before == null ? 1 : before.number() + 1;
        if (block.number() != expected) {
            found(Kind.BLOCK_MISSING, expected, null);
        }
        if (!block.holds(keys, before == null ? AuditBlock.NO_HEAD : before.head())) {
            found(Kind.BLOCK_BROKEN, block.number(), null);
        }
    }

    private long checkRows(@Nullable AuditBlock before, AuditBlock block) {
        Place after = before == null ? AuditSealer.START : before.last();
        List<AuditRow> rows = transactions.read(ORIGIN, tx -> new AuditChainStore(tx).rowsBetween(after, block.last()));
        Map<Long, Integer> sealed = new HashMap<>();
        if (!isDropped(block.month())) {
            for (int index = 0; index < block.positions().size(); index++) {
                sealed.put(block.positions().get(index), index);
            }
        }
        for (AuditRow row : rows) {
            Integer index = sealed.remove(row.place().position());
            if (index == null) {
                found(Kind.INSERTED, block.number(), row.place().position());
            } else {
                checkMark(block, index, row);
            }
        }
        sealed.keySet().stream().sorted().forEach(position -> found(Kind.DELETED, block.number(), position));
        return rows.size();
    }

    private void checkMark(AuditBlock block, int index, AuditRow row) {
        byte[] mark = row.mark(hash);
        if (!MessageDigest.isEqual(mark, block.mark(index))) {
            boolean known = false;
            for (int other = 0; other < block.positions().size(); other++) {
                known |= MessageDigest.isEqual(mark, block.mark(other));
            }
            found(known ? Kind.MOVED : Kind.EDITED, block.number(), row.place().position());
        }
    }

    private boolean isDropped(LocalDate month) {
        return dropped.computeIfAbsent(month, asked -> {
            Optional<byte[]> mark = transactions.read(ORIGIN, tx -> new AuditChainStore(tx).droppedMark(asked));
            return mark.isPresent() && MessageDigest.isEqual(mark.get(), AuditSealer.droppedMark(keys, asked));
        });
    }

    private void found(Kind kind, long block, @Nullable Long position) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(kind, block, position));
        }
    }
}
