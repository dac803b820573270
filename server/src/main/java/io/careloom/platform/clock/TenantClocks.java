package io.careloom.platform.clock;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Business time from the server's clock and an offset per tenant, normally zero; offsets are read at most once a second. */
public final class TenantClocks implements Clocks {
    private static final Origin ORIGIN = Origin.worker("clocks");
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Transactions transactions;
    private volatile Offsets offsets = new Offsets(Map.of(), 0, false);

    private record Offsets(Map<UUID, Duration> byTenant, long readAt, boolean known) {
        boolean fresh() {
            return known && System.nanoTime() - readAt < FRESH_NANOS;
        }
    }

    /** Clocks whose offsets lie in the database. */
    public TenantClocks(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Instant now(UUID tenantId) {
        Offsets current = offsets;
        if (!current.fresh()) {
            current = new Offsets(transactions.read(ORIGIN, TenantClocks::read), System.nanoTime(), true);
            offsets = current;
        }
        Duration offset = current.byTenant().get(tenantId);
        return offset == null ? now() : now().plus(offset);
    }

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Moves a tenant's clock forward; every node follows within a second. */
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
        tx.afterCommit(() -> offsets = new Offsets(Map.of(), 0, false));
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
