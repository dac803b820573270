package io.careloom.platform.audit;

import io.careloom.kernel.Problem;
import io.careloom.platform.audit.AuditRow.Place;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.jobs.Loop;
import io.careloom.platform.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chains committed audit rows, a second or so after their commit, on one node at a time. Once a minute it keeps the newest
 * checkpoint outside the database, once an hour it logs it: by it {@link AuditVerification} finds that the end of the chain
 * was cut off.
 */
public final class AuditSealer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);
    private static final Origin ORIGIN = Origin.worker("audit sealer");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long TOLD_NANOS = Duration.ofHours(1).toNanos();
    private static final int MOST_ROWS = 1_000;
    /** Before the first row of all. */
    static final Place START = new Place(0, "0", 0);

    private final Transactions transactions;
    private final Vault vault;
    private final KeptCheckpoint kept;
    private final Loop loop = new Loop("audit-sealer", LOOK, this::seal);
    private boolean started;
    private @Nullable AuditKeys keys;
    private long keptAt = System.nanoTime() - KEPT_NANOS;
    private long toldAt = System.nanoTime() - TOLD_NANOS;

    /** A sealer that is not yet started. */
    public AuditSealer(Transactions transactions, Vault vault, KeptCheckpoint kept) {
        this.transactions = transactions;
        this.vault = vault;
        this.kept = kept;
    }

    /** Starts to look for rows once a second. */
    public void start() {
        started = true;
        loop.start();
    }

    /** Seals one block; true when there may be more. */
    boolean seal() {
        AuditKeys ready = keys();
        Optional<AuditBlock> sealed = transactions.write(ORIGIN, tx -> sealNext(tx, ready));
        sealed.ifPresent(this::tell);
        return sealed.isPresent() && sealed.get().positions().size() == MOST_ROWS;
    }

    private synchronized AuditKeys keys() {
        AuditKeys ready = keys;
        if (ready == null) {
            ready = AuditKeys.of(vault);
            keys = ready;
        }
        return ready;
    }

    private static Optional<AuditBlock> sealNext(Tx tx, AuditKeys keys) {
        AuditChainStore store = new AuditChainStore(tx);
        if (!store.lock()) {
            return Optional.empty();
        }
        Optional<AuditBlock> before = store.lastBlock();
        List<AuditRow> rows = store.rowsAfter(before.map(AuditBlock::last).orElse(START), MOST_ROWS);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        LocalDate month = rows.getFirst().month();
        AuditBlock block = AuditBlock.of(
                keys,
                before.map(AuditBlock::number).orElse(0L) + 1,
                before.map(AuditBlock::head).orElse(AuditBlock.NO_HEAD),
                rows.stream().takeWhile(row -> row.month().equals(month)).toList());
        store.insert(block);
        return Optional.of(block);
    }

    private void tell(AuditBlock block) {
        if (System.nanoTime() - keptAt >= KEPT_NANOS) {
            keptAt = System.nanoTime();
            keep(block);
        }
        if (System.nanoTime() - toldAt >= TOLD_NANOS) {
            toldAt = System.nanoTime();
            LOG.info("audit checkpoint {}", checkpoint(block));
        }
    }

    private void keep(AuditBlock block) {
        if (kept.read().map(this::isInChain).orElse(true)) {
            kept.keep(block);
        } else {
            LOG.error(
                    "the audit trail was cut off or exchanged: the checkpoint in {} is not in its chain; see careloom audit"
                            + " verify, and delete the file if the database was restored from an older backup",
                    kept.path());
        }
    }

    private boolean isInChain(String checkpoint) {
        return transactions
                .read(ORIGIN, tx -> new AuditChainStore(tx).block(number(checkpoint)))
                .filter(block -> checkpoint(block).equals(checkpoint))
                .isPresent();
    }

    private static long number(String checkpoint) {
        String number = checkpoint.replaceFirst(":.*", "");
        return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
    }

    /** Number and head of a block, as {@link AuditVerification} takes it. */
    static String checkpoint(AuditBlock block) {
        return block.number() + ":" + HexFormat.of().formatHex(block.head());
    }

    /**
     * Drops whole months of audit rows, and notes which, so that verification does not miss them; months with rows that
     * are not sealed yet stay.
     *
     * @param months full months kept besides the running one; 0 keeps for ever
     */
    public void drop(Tx tx, int months) {
        AuditChainStore store = new AuditChainStore(tx);
        if (months <= 0 || !store.lock()) {
            return;
        }
        if (store.hasUnsealedBefore(
                months, store.lastBlock().map(AuditBlock::last).orElse(START))) {
            LOG.warn("audit rows stay beyond their months, since some are not sealed yet");
            return;
        }
        for (LocalDate month : store.dropMonths(months)) {
            store.insertDropped(month, droppedMark(keys(), month));
        }
    }

    static byte[] droppedMark(AuditKeys keys, LocalDate month) {
        return keys.hash().doFinal(("dropped " + month).getBytes(StandardCharsets.UTF_8));
    }

    /** Stops after sealing what is committed; what never started does nothing. */
    @Override
    public void close() {
        if (!started) {
            return;
        }
        loop.close();
        try {
            boolean more = true;
            while (more) {
                more = seal();
            }
            transactions.read(ORIGIN, tx -> new AuditChainStore(tx).lastBlock()).ifPresent(this::keep);
        } catch (Problem e) {
            LOG.warn("the last audit rows are sealed after the next start: {}", e.code());
        }
    }
}
