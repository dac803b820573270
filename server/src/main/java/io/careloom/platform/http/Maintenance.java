package io.careloom.platform.http;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import java.time.Duration;

/** The switch that closes the API for a while; every node follows within a second. */
public final class Maintenance {
    private static final Origin ORIGIN = Origin.worker("maintenance");
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Transactions transactions;
    private volatile Seen seen = new Seen(false, System.nanoTime() - 2 * FRESH_NANOS);

    private record Seen(boolean on, long at) {}

    /** The switch of this database. */
    public Maintenance(Transactions transactions) {
        this.transactions = transactions;
    }

    /** True while the API is closed. */
    public boolean isOn() {
        Seen last = seen;
        if (System.nanoTime() - last.at() < FRESH_NANOS) {
            return last.on();
        }
        // claimed before the look, so that a database that does not answer delays one request, not all
        seen = new Seen(last.on(), System.nanoTime());
        boolean on = transactions.read(ORIGIN, Maintenance::read);
        seen = new Seen(on, System.nanoTime());
        return on;
    }

    /** Closes or opens the API. */
    public static void set(Tx tx, boolean on) {
        tx.handle().createUpdate("""
                        insert into platform.setting (name, value) values ('maintenance', :value)
                        on conflict (name) do update set value = excluded.value, updated_at = now()
                        """).bind("value", Boolean.toString(on)).execute();
    }

    private static boolean read(Tx tx) {
        return tx.handle()
                .createQuery("select value = 'true' from platform.setting where name = 'maintenance'")
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }
}
