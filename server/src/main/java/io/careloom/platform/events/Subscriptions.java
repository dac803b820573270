package io.careloom.platform.events;

import io.careloom.platform.database.Database;
import io.careloom.platform.database.Transactions;
import java.time.Duration;
import java.util.List;

/**
 * Runs all subscribers of a node, each with its own cursor and thread: woken by commits of this node, told of those of
 * other nodes, and looking twice a second anyhow.
 */
public final class Subscriptions implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final EventLog log;
    private final List<Subscription> running;
    private final NodeBell bell;

    /** Subscriptions that are not yet started; {@code address} is the database of the transactions. */
    public Subscriptions(
            Transactions transactions, Database.Address address, EventLog log, List<Subscriber> subscribers) {
        this(transactions, address, log, subscribers, POLL);
    }

    Subscriptions(
            Transactions transactions,
            Database.Address address,
            EventLog log,
            List<Subscriber> subscribers,
            Duration poll) {
        this.log = log;
        this.running = subscribers.stream()
                .map(subscriber -> new Subscription(transactions, subscriber, poll))
                .toList();
        this.bell = new NodeBell(transactions, address, this::wake);
    }

    /** Starts every subscriber at its cursor. */
    public void start() {
        log.onAppended(this::appended);
        bell.start();
        running.forEach(Subscription::start);
    }

    private void appended() {
        wake();
        bell.ring();
    }

    private void wake() {
        running.forEach(Subscription::wake);
    }

    /** Stops after the running batches, at most five seconds later. */
    @Override
    public void close() {
        bell.close();
        running.forEach(Subscription::close);
    }
}
