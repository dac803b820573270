package io.careloom.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonthlyTablesTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final YearMonth NOW = YearMonth.now(ZoneOffset.UTC);

    private static TestDatabase testDatabase;
    private static Transactions transactions;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    @BeforeEach
    void createTable() {
        sql("drop table if exists platform.thing");
        sql("create table platform.thing (id bigint generated always as identity, recorded_at timestamptz not null"
                + " default now(), primary key (id, recorded_at)) partition by range (recorded_at)");
        sql("create table platform.thing_default partition of platform.thing default");
    }

    private static void sql(String statement) {
        transactions.write(ORIGIN, tx -> tx.handle().execute(statement));
    }

    private static void with(int months, Consumer<MonthlyTables> work) {
        work.accept(new MonthlyTables(List.of(new MonthlyTables.Kept("platform.thing", months))));
    }

    private static void ensure() {
        with(
                0,
                tables -> transactions.write(ORIGIN, tx -> {
                    tables.ensure(tx);
                    return true;
                }));
    }

    private static void drop(int months) {
        with(
                months,
                tables -> transactions.write(ORIGIN, tx -> {
                    tables.drop(tx);
                    return true;
                }));
    }

    private static List<String> partitions() {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                                + " where i.inhparent = cast('platform.thing' as regclass) order by 1")
                        .mapTo(String.class)
                        .list());
    }

    private static String named(YearMonth month) {
        return "thing_" + month.format(DateTimeFormatter.ofPattern("uuuuMM"));
    }

    private static void createMonth(YearMonth month) {
        sql("create table platform." + named(month) + " partition of platform.thing for values from ('" + month
                + "-01 00:00Z') to ('" + month.plusMonths(1) + "-01 00:00Z')");
        sql("insert into platform.thing (recorded_at) values ('" + month + "-20 12:00Z')");
    }

    @Test
    void comingMonthsAreMadeOnce() {
        ensure();
        ensure();

        assertThat(partitions())
                .containsExactly(named(NOW), named(NOW.plusMonths(1)), named(NOW.plusMonths(2)), "thing_default");
        sql("insert into platform.thing default values");
        assertThat(count("platform." + named(NOW))).isEqualTo(1);
    }

    @Test
    void aMonthWhoseRowsLieInTheDefaultPartitionStaysThere() {
        sql("insert into platform.thing default values");
        ensure();

        assertThat(partitions()).containsExactly(named(NOW.plusMonths(1)), named(NOW.plusMonths(2)), "thing_default");
        assertThat(count("platform.thing_default")).isEqualTo(1);
    }

    @Test
    void onlyMonthsBeyondTheKeptOnesAreDropped() {
        ensure();
        createMonth(NOW.minusMonths(2));
        createMonth(NOW.minusMonths(3));
        sql(
                "insert into platform.thing (recorded_at) values (now() - interval '400 days'), (now() - interval '35 days')");

        drop(0);
        assertThat(count("platform.thing")).isEqualTo(4);

        drop(2);
        assertThat(partitions()).contains(named(NOW.minusMonths(2))).doesNotContain(named(NOW.minusMonths(3)));
        assertThat(count("platform.thing")).isEqualTo(2);
    }

    private static long count(String table) {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }
}
