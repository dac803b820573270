package io.careloom.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordMapperTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final RowMapper<Thing> THING = RecordMapper.of(Thing.class);

    private static TestDatabase testDatabase;
    private static Transactions transactions;

    private enum Kind {
        ROUND,
        SQUARE
    }

    private record Thing(
            UUID thingId,
            Kind kind,
            int size,
            @Nullable Integer oldSize,
            List<String> words,
            @Nullable Instant madeAt) {}

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    private static <T> List<T> read(String sql, RowMapper<T> mapper) {
        return transactions.read(
                ORIGIN, tx -> tx.handle().createQuery(sql).map(mapper).list());
    }

    @Test
    void eachComponentIsItsColumnWhereverThatStands() {
        List<Thing> things = read("""
                select timestamptz '2026-01-02T03:04:05Z' as made_at, array['a', 'b'] as words, 3 as old_size, 4 as size,
                  'SQUARE' as kind, cast('11111111-2222-3333-4444-555555555555' as uuid) as "Thing_ID", 'x' as other
                """, THING);

        assertThat(things)
                .containsExactly(
                        new Thing(ID, Kind.SQUARE, 4, 3, List.of("a", "b"), Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void rowsAreReadOneByOneAndNullsStayNull() {
        List<Thing> things = read("""
                select cast('11111111-2222-3333-4444-555555555555' as uuid) as thing_id, 'ROUND' as kind, n as size,
                  nullif(n, 2) as old_size, array[]::text[] as words, cast(null as timestamptz) as made_at
                from generate_series(1, 3) n order by n
                """, THING);

        assertThat(things).extracting(Thing::size).containsExactly(1, 2, 3);
        assertThat(things).extracting(Thing::oldSize).containsExactly(1, null, 3);
        assertThat(things).extracting(Thing::madeAt).containsOnlyNulls();
    }

    @Test
    void onlyWhatMayBeNullMayHaveNoColumn() {
        String id = "select cast('11111111-2222-3333-4444-555555555555' as uuid) as thing_id, 'ROUND' as kind, ";

        assertThat(read(id + "1 as size, array['a'] as words", THING))
                .containsExactly(new Thing(ID, Kind.ROUND, 1, null, List.of("a"), null));
        assertThatThrownBy(() -> read(id + "array['a'] as words", THING)).hasMessageContaining("size");
    }
}
