package io.careloom.platform.outbound;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.jobs.Loop;
import io.careloom.platform.outbound.LetterGateway.Undeliverable;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries queued letters to the gateway: woken after a commit, polling as the fallback. A letter is given up after 10 tries. */
public final class LetterWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LetterWorker.class);
    private static final Origin ORIGIN = Origin.worker("letters");
    private static final int MOST_ATTEMPTS = 10;

    private final Transactions transactions;
    private final Post post;
    private final LetterGateway gateway;
    private final Loop loop = new Loop("letters", Duration.ofSeconds(1), this::carry);

    /** A worker for one node. */
    public LetterWorker(Transactions transactions, Post post, LetterGateway gateway) {
        this.transactions = transactions;
        this.post = post;
        this.gateway = gateway;
    }

    /** Starts the loop. */
    public void start() {
        post.onQueued(loop.bell());
        loop.start();
    }

    private boolean carry() {
        List<LetterStore.Waiting> due = transactions.write(ORIGIN, tx -> new LetterStore(tx).claim(20));
        due.forEach(this::deliver);
        return !due.isEmpty();
    }

    private void deliver(LetterStore.Waiting waiting) {
        try {
            gateway.deliver(post.read(waiting.id(), waiting.content()));
            transactions.write(ORIGIN, tx -> {
                new LetterStore(tx).sent(waiting.id());
                return true;
            });
        } catch (Undeliverable e) {
            String reason = String.valueOf(e.getMessage());
            boolean giveUp = waiting.attempts() >= MOST_ATTEMPTS;
            LOG.warn("a letter was not taken: {}{}", reason, giveUp ? ", given up" : "");
            transactions.write(ORIGIN, tx -> {
                new LetterStore(tx).failed(waiting.id(), reason, giveUp);
                return true;
            });
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
