package io.careloom.patients.exports;

import io.careloom.platform.Ids;
import io.careloom.platform.blobs.Draft;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.jobs.Loop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Packs archives: claims a request with a lease, reads what is held, packs outside of any transaction, and records the archive
 * if the lease still holds. A node that dies in between leaves a lease that ends, and at most a blob that the sweep drops.
 */
public final class ExportWorker implements AutoCloseable {
    private static final Origin ORIGIN = Origin.worker("exports");
    private static final Duration LEASE = Duration.ofMinutes(15);

    private final Transactions transactions;
    private final DataExports exports;
    private final Loop loop = new Loop("exports", Duration.ofSeconds(1), this::step);

    /** A worker of one node; not yet started. */
    public ExportWorker(Transactions transactions, DataExports exports) {
        this.transactions = transactions;
        this.exports = exports;
    }

    /** Starts to pack. */
    public void start() {
        loop.start();
    }

    /** Packs the oldest archive that nobody packs; false when there is none. */
    public boolean step() {
        Optional<ExportStore.Claim> claim =
                transactions.write(ORIGIN, tx -> exports.store().claim(tx, Ids.random(), LEASE));
        claim.ifPresent(this::serve);
        return claim.isPresent();
    }

    private void serve(ExportStore.Claim claim) {
        Optional<ArchiveContents> contents = transactions.read(ORIGIN, tx -> exports.contents(tx, claim));
        if (contents.isEmpty()) {
            transactions.write(ORIGIN, tx -> {
                exports.store().drop(tx, claim);
                return true;
            });
            return;
        }
        ExportStore.Content content = packed(claim, contents.get());
        boolean recorded = transactions.write(ORIGIN, tx -> {
            boolean held = exports.store().holds(tx, claim);
            if (held) {
                exports.send(tx, claim, content);
            }
            return held;
        });
        // only after an answer: a commit whose outcome is unknown may have named the blob
        if (!recorded) {
            exports.ground().blobs().delete(content.blobId());
        }
    }

    private ExportStore.Content packed(ExportStore.Claim claim, ArchiveContents contents) {
        DataExports.Ground ground = exports.ground();
        try (Draft draft = ground.blobs().draft()) {
            contents.write(draft.stream(), ground.json());
            ground.blobs().keep(draft);
            byte[] key = ground.vault().sealBytes(DataExports.place(claim.tenantId(), claim.exportId()), draft.key());
            return new ExportStore.Content(draft.id(), key, draft.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
