package io.careloom.platform.database;

import java.util.List;

/** What a PostgreSQL must not have switched off when it keeps real patients' data. */
public final class Durability {
    private Durability() {}

    /** The settings that would lose acknowledged writes in a crash, by name; empty when all is well. */
    public static List<String> switchedOff(Tx tx) {
        return tx.handle().createQuery("""
                        select name from pg_settings
                        where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'
                        order by name
                        """).mapTo(String.class).list();
    }
}
