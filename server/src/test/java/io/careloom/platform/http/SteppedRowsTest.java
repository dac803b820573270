package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Steps;
import io.careloom.platform.database.Tx;
import io.careloom.testing.RoomServer;
import io.careloom.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that ask somebody outside between two transactions. */
class SteppedRowsTest {
    private static final String WRITER = "PATIENT_WRITE";

    private static TestDatabase database;
    private static RoomServer server;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        server = new RoomServer(
                database,
                List.of(() -> List.of(
                        row(Route.post("/v1/partner/notes/{name}", "Note in steps"))
                                .inSteps(SteppedRowsTest::note),
                        row(Route.post("/v1/partner/failed-notes/{name}", "Note, then fail"))
                                .inSteps((steps, call) -> {
                                    note(steps, call);
                                    throw Problem.conflict("outside", "The world is not as it was.");
                                }))));
    }

    private static Route row(Route row) {
        return row.needs(Permission.PATIENT_WRITE)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .answers(Map.class);
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    private static Answer note(Steps steps, Call call) {
        boolean before = steps.read(tx -> known(tx, call.path("name")));
        // asked outside: whatever another sees now is committed
        steps.write(tx -> tx.handle()
                .createUpdate("insert into platform.setting (name, value) values (:name, 'noted')")
                .bind("name", call.path("name"))
                .execute());
        boolean seenByOthers =
                database.database().transactions().read(steps.read(Tx::origin), tx -> known(tx, call.path("name")));
        return Answer.of(Map.of("before", before, "seen_by_others", seenByOthers));
    }

    private static boolean known(Tx tx, String name) {
        return tx.handle()
                .createQuery("select count(1) > 0 from platform.setting where name = :name")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one();
    }

    @Test
    void eachStepCommitsByItself() {
        RoomServer.Heard heard = server.send("POST", "/v1/partner/notes/first", WRITER, "{}");

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body().path("before").asBoolean()).isFalse();
        assertThat(heard.body().path("seen_by_others").asBoolean()).isTrue();
    }

    @Test
    void whatAnEarlierStepCommittedStaysWhenALaterOneFails() {
        assertThat(server.send("POST", "/v1/partner/failed-notes/second", WRITER, "{}")
                        .status())
                .isEqualTo(409);

        boolean kept = database.database().transactions().read(Origin.worker("test"), tx -> known(tx, "second"));
        assertThat(kept).isTrue();
    }

    @Test
    void theRightIsNeededAsEverywhere() {
        assertThat(server.send("POST", "/v1/partner/notes/third", "PATIENT_READ", "{}")
                        .status())
                .isEqualTo(403);
    }
}
