package io.careloom.platform.events;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A subscriber that writes down what it saw, in the transaction of its cursor. */
final class Recorder implements Subscriber {
    private final String name;
    private final Set<String> names;
    private final Consumer<RecordedEvent> trouble;

    Recorder(String name, Consumer<RecordedEvent> trouble) {
        this(name, Set.of("Noted"), trouble);
    }

    Recorder(String name, Set<String> names, Consumer<RecordedEvent> trouble) {
        this.name = name;
        this.names = names;
        this.trouble = trouble;
    }

    static void createTable(Transactions transactions) {
        transactions.write(
                Origin.worker("test"),
                tx -> tx.handle()
                        .execute(
                                "create table platform.seen (number bigint generated always as identity, subscriber text,"
                                        + " subject_id uuid, sequence bigint, event_id uuid, node text)"));
    }

    /** Sequences of a subject in the order in which they were seen. */
    static List<Long> seen(Transactions transactions, String subscriber, UUID subject) {
        return transactions.read(
                Origin.worker("test"),
                tx -> tx.handle()
                        .createQuery(
                                "select sequence from platform.seen where subscriber = :name and subject_id = :subject"
                                        + " order by number")
                        .bind("name", subscriber)
                        .bind("subject", subject)
                        .mapTo(Long.class)
                        .list());
    }

    static long count(Transactions transactions, String subscriber) {
        return transactions.read(
                Origin.worker("test"),
                tx -> tx.handle()
                        .createQuery("select count(*) from platform.seen where subscriber = :name")
                        .bind("name", subscriber)
                        .mapTo(Long.class)
                        .one());
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        tx.handle()
                .createUpdate("insert into platform.seen (subscriber, subject_id, sequence, event_id, node)"
                        + " values (:name, :subject, :sequence, :event, :node)")
                .bind("name", name)
                .bind("subject", event.subjectId())
                .bind("sequence", event.sequence())
                .bind("event", event.id())
                .bind("node", Thread.currentThread().getName())
                .execute();
        trouble.accept(event);
    }
}
