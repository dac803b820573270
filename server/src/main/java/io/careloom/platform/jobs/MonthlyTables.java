package io.careloom.platform.jobs;

import io.careloom.platform.database.Tx;
import java.util.List;

/**
 * Tables partitioned by the month of recording ({@code recorded_at}, UTC): makes the coming months, drops those that
 * nobody keeps.
 */
public final class MonthlyTables {
    private static final int AHEAD = 2;

    private final List<Kept> tables;

    /**
     * How long a table's rows are kept.
     *
     * @param table schema and name
     * @param months full months kept besides the running one; 0 keeps for ever
     */
    public record Kept(String table, int months) {}

    /** These tables. */
    public MonthlyTables(List<Kept> tables) {
        this.tables = List.copyOf(tables);
    }

    /** Makes the partitions of this month and the next two, where they are missing. */
    public void ensure(Tx tx) {
        // nodes that start together would make the same month
        tx.handle().execute("select pg_advisory_xact_lock(hashtextextended('careloom months', 0))");
        tables.forEach(kept -> tx.handle()
                .createQuery("select cast(platform.ensure_partitions(cast(:table as regclass), :months) as text)")
                .bind("table", kept.table())
                .bind("months", AHEAD)
                .mapTo(String.class)
                .list());
    }

    /** Drops the months that are older than what is kept. */
    public void drop(Tx tx) {
        tables.forEach(kept -> tx.handle()
                .createQuery("select month from platform.drop_partitions(cast(:table as regclass), :months) as month")
                .bind("table", kept.table())
                .bind("months", kept.months())
                .mapTo(String.class)
                .list());
    }
}
