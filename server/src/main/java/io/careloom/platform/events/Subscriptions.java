package io.careloom.platform.events;

import io.careloom.platform.database.Transactions;
import java.util.List;

/** Runs all subscribers of a node, each with its own cursor and thread, woken by commits of this node. */
public final class Subscriptions implements AutoCloseable {
    private final EventLog log;
    private final List<Subscription> running;

    /** Subscriptions that are not yet started. */
    public Subscriptions(Transactions transactions, EventLog log, List<Subscriber> subscribers) {
        this.log = log;
        this.running = subscribers.stream()
                .map(subscriber -> new Subscription(transactions, subscriber))
                .toList();
    }

    /** Starts every subscriber at its cursor. */
    public void start() {
        log.onAppended(this::wake);
        running.forEach(Subscription::start);
    }

    /** Lets every subscriber look at once. */
    public void wake() {
        running.forEach(Subscription::wake);
    }

    @Override
    public void close() {
        running.forEach(Subscription::close);
    }
}
