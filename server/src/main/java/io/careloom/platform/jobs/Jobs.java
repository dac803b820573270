package io.careloom.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.careloom.kernel.Problem;
import io.careloom.platform.Trace;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that some node does at their time, kept in {@code platform.scheduled_tasks}; the first run is soon after the start. */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final Scheduler scheduler;

    /**
     * A job of one transaction. A failed run is logged, and done again at the next time.
     *
     * @param every from the end of one run to the start of the next
     */
    public record Job(String name, Duration every, Consumer<Tx> work) {}

    /** Jobs that are not yet started. */
    public Jobs(Database database, List<Job> jobs) {
        Transactions transactions = database.transactions();
        scheduler = Scheduler.create(database.dataSource())
                .tableName("platform.scheduled_tasks")
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false)) // else it asks before the first start
                .startTasks(jobs.stream().map(job -> task(job, transactions)).toList())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(LOOK)
                .threads(2)
                .heartbeatInterval(HEARTBEAT) // six missed ones free the job of a killed node
                .failureLogging(LogLevel.OFF, false)
                .shutdownMaxWait(LAST_WAIT)
                .build();
    }

    /** A job that comes again and again. */
    public static Job recurring(String name, Duration every, Consumer<Tx> work) {
        return new Job(name, every, work);
    }

    private static RecurringTask<Void> task(Job job, Transactions transactions) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> run(job, transactions));
    }

    private static void run(Job job, Transactions transactions) {
        try {
            transactions.write(Origin.worker(job.name()), tx -> {
                job.work().accept(tx);
                return true;
            });
        } catch (Problem e) {
            LOG.warn("the job {} waits for its next time: {}", job.name(), e.code());
        } catch (RuntimeException e) {
            LOG.error("the job {} failed", job.name(), Trace.of(e));
        }
    }

    /** Starts to look for jobs whose time has come. */
    public void start() {
        scheduler.start();
    }

    /** Waits up to ten seconds for running jobs. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
