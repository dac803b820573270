package io.careloom.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void freshDatabasesAreMigratedAndKnowNothingOfEachOther() {
        try (TestDatabase one = TestDatabase.fresh();
                TestDatabase other = TestDatabase.fresh()) {
            one.database().jdbi().useHandle(handle -> handle.execute("create table only_here (id int)"));

            assertThat(tables(one, "public")).isEqualTo(1);
            assertThat(tables(other, "public")).isZero();
            assertThat(tables(other, "platform")).isPositive();
        }
    }

    @Test
    void closedDatabaseIsGone() {
        TestDatabase database = TestDatabase.fresh();
        database.close();

        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), database.password()))
                .hasMessageContaining("does not exist");
    }

    private static long tables(TestDatabase database, String schema) {
        return database.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from information_schema.tables where table_schema = :schema")
                        .bind("schema", schema)
                        .mapTo(Long.class)
                        .one());
    }
}
