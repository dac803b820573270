package io.careloom.platform.audit;

import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.Patience;
import io.careloom.platform.Trace;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes who saw what, before the answer leaves. One thread on a connection of its own commits whatever queued while its
 * last commit ran, so that many requests share one commit and a lone one waits for no timer.
 */
public final class ReadAudit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadAudit.class);
    private static final String INSERT = """
            insert into platform.audit_row (audit_id, kind, caller_id, role, request_id, route, address, action,
                tenant_id, subject_type, subject_id, at)
            select cast(id as uuid), kind, cast(caller as uuid), role, request, route, address, 'shown',
                cast(tenant as uuid), null, cast(subject as uuid),
                timestamptz 'epoch' + micros * interval '1 microsecond'
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::bigint[])
                as t (id, kind, caller, role, request, route, address, tenant, subject, micros)
            """;
    private static final int MOST_REQUESTS = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int ANSWER_SECONDS = 5;
    /** Columns sent as text; only arrays of texts and of numbers are sent in binary by the driver. */
    private static final int TEXTS = 9;

    private final Database.Address address;
    private final Clocks clocks;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writer =
            Thread.ofPlatform().name("read-audit").daemon().unstarted(this::run);
    private volatile boolean stopping;
    private boolean failing;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement insert;

    private record Waiting(List<AuditedRead> rows, Instant at, CompletableFuture<Boolean> done) {
        void refuse() {
            done.completeExceptionally(new TimeoutException());
        }
    }

    /** A writer to this database; not yet started. */
    public ReadAudit(Database.Address address, Clocks clocks) {
        this.address = address;
        this.clocks = clocks;
    }

    /** Starts the writer. */
    public void start() {
        writer.start();
    }

    /** Returns when the rows are committed; when that fails, nothing may be shown: a problem of kind UNAVAILABLE. */
    public void commit(List<AuditedRead> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Waiting waiting = new Waiting(rows, clocks.now(), new CompletableFuture<>());
        queue.add(waiting);
        if (stopping) {
            refuseQueued();
        }
        try (Patience.Wait _ = Patience.of(PATIENCE, waiting::refuse)) {
            waiting.done().get();
        } catch (ExecutionException e) {
            throw Problem.unavailable("audit_unavailable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("stopping");
        }
    }

    private void refuseQueued() {
        List<Waiting> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(Waiting::refuse);
    }

    private void run() {
        while (!stopping) {
            List<Waiting> batch = new ArrayList<>();
            try {
                Waiting first = queue.poll(1, TimeUnit.SECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, MOST_REQUESTS - 1);
                batch.removeIf(waiting -> waiting.done().isDone()); // whoever lost patience showed nothing
                write(batch);
                failing = false;
                batch.forEach(waiting -> waiting.done().complete(true));
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException | Error e) {
                disconnect();
                complain(e);
                batch.forEach(waiting -> waiting.done().completeExceptionally(e));
            }
        }
    }

    /** Once per outage. */
    private void complain(Throwable failure) {
        if (!failing) {
            failing = true;
            String state = failure instanceof SQLException sql ? sql.getSQLState() : "none";
            LOG.error("reads cannot be recorded, so they are refused; SQL state {}", state, Trace.of(failure));
        }
    }

    private void write(List<Waiting> batch) throws SQLException {
        boolean used = insert != null;
        try {
            insert(batch);
        } catch (SQLException e) {
            if (!used) {
                throw e;
            }
            // the connection may have died since its last use; rows that were written all the same stand there twice,
            // which is better than a read that nobody recorded
            disconnect();
            insert(batch);
        }
    }

    private void insert(List<Waiting> batch) throws SQLException {
        int size = batch.stream().mapToInt(waiting -> waiting.rows().size()).sum();
        @Nullable String[][] texts = new @Nullable String[TEXTS][size];
        long[] micros = new long[size];
        int row = 0;
        for (Waiting waiting : batch) {
            for (AuditedRead read : waiting.rows()) {
                micros[row] = ChronoUnit.MICROS.between(Instant.EPOCH, waiting.at());
                fill(texts, row++, read);
            }
        }
        PreparedStatement statement = statement();
        PGConnection driver = statement.getConnection().unwrap(PGConnection.class);
        for (int column = 0; column < TEXTS; column++) {
            statement.setArray(column + 1, driver.createArrayOf("text", texts[column]));
        }
        statement.setArray(TEXTS + 1, driver.createArrayOf("int8", micros));
        statement.executeUpdate();
    }

    private static void fill(@Nullable String[][] texts, int row, AuditedRead read) {
        texts[0][row] = Ids.random().toString();
        texts[1][row] = read.refused() ? "refused" : "read";
        texts[2][row] = read.caller().id().toString();
        texts[3][row] = read.caller().role().word();
        texts[4][row] = read.origin().requestId();
        texts[5][row] = read.origin().route();
        texts[6][row] = read.origin().address();
        texts[7][row] = text(read.caller().tenantId());
        texts[8][row] = text(read.subjectId());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private PreparedStatement statement() throws SQLException {
        PreparedStatement ready = insert;
        if (ready != null) {
            return ready;
        }
        Connection opened = address.connect("read audit", ANSWER_SECONDS);
        connection = opened;
        PreparedStatement prepared = opened.prepareStatement(INSERT);
        insert = prepared;
        return prepared;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        insert = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // it was broken already; the next batch opens another
                return;
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        writer.interrupt();
        try {
            writer.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseQueued();
        disconnect();
    }
}
