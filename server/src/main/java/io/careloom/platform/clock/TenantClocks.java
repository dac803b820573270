package io.careloom.platform.clock;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Business time from the server's clock and an offset per tenant, normally zero; offsets are at most a second old. */
public final class TenantClocks implements Clocks {
    private static final Origin ORIGIN = Origin.worker("clocks");
    private static final long RENEWED_NANOS = Duration.ofMillis(700).toNanos();
    private static final long STALE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Transactions transactions;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Offsets offsets = new Offsets(Map.of(), 0, false);

    private record Offsets(Map<UUID, Duration> byTenant, long readAt, boolean known) {
        boolean youngerThan(long nanos) {
            return known && System.nanoTime() - readAt < nanos;
        }
    }

    /**
     * Clocks whose offsets lie in the database.
     *
     * @param transactions ones that a caller inside a transaction need not wait for: {@code Database.aside()}
     */
    public TenantClocks(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Instant now(UUID tenantId) {
        Duration offset = recent().byTenant().get(tenantId);
        return offset == null ? now() : now().plus(offset);
    }

    /** Renewed by one caller shortly before it is stale, so that under load nobody waits for it. */
    private Offsets recent() {
        Offsets current = offsets;
        if (current.youngerThan(RENEWED_NANOS)) {
            return current;
        }
        if (current.youngerThan(STALE_NANOS)) {
            return reading.tryLock() ? readLocked() : current;
        }
        reading.lock();
        return readLocked();
    }

    private Offsets readLocked() {
        try {
            if (!offsets.youngerThan(RENEWED_NANOS)) {
                long asked = System.nanoTime();
                offsets = new Offsets(transactions.read(ORIGIN, TenantClocks::read), asked, true);
            }
            return offsets;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Moves a tenant's clock forward, to the microsecond; this node follows at commit, every other within a second. */
    public void advance(Tx tx, UUID tenantId, Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time only goes forward");
        }
        tx.handle()
                .createUpdate("""
                        insert into platform.tenant_clock as c (tenant_id, offset_micros) values (:tenant, :micros)
                        on conflict (tenant_id) do update set offset_micros = c.offset_micros + excluded.offset_micros
                        """)
                .bind("tenant", tenantId)
                .bind("micros", by.toNanos() / 1_000)
                .execute();
        tx.afterCommit(this::forget);
    }

    /** Waits for a reader that may have asked before the commit. */
    private void forget() {
        reading.lock();
        offsets = new Offsets(Map.of(), 0, false);
        reading.unlock();
    }

    private static Map<UUID, Duration> read(Tx tx) {
        return tx
                .handle()
                .createQuery("select tenant_id, offset_micros from platform.tenant_clock")
                .map((row, context) -> Map.entry(
                        row.getObject("tenant_id", UUID.class),
                        Duration.of(row.getLong("offset_micros"), ChronoUnit.MICROS)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
