package io.careloom.sandbox;

import io.careloom.platform.clock.Clocks;
import io.careloom.platform.outbound.Letter;
import io.careloom.platform.outbound.LetterGateway;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the last letters in memory instead of sending them, so that a demo needs no mailbox. */
public final class Outbox implements LetterGateway {
    private static final int KEPT = 1_000;

    private final Clocks clocks;
    private final Deque<Kept> letters = new ArrayDeque<>();

    /** An empty outbox. */
    public Outbox(Clocks clocks) {
        this.clocks = clocks;
    }

    /** A caught letter, shaped as the wire shows it. */
    public record Kept(
            String to,
            String channel,
            String subject,
            String text,
            @Nullable String code,
            Instant sentAt) {}

    @Override
    public synchronized void deliver(Letter letter) {
        if (letters.size() == KEPT) {
            letters.removeLast();
        }
        letters.addFirst(new Kept(
                letter.to(),
                letter.channel() == Letter.Channel.EMAIL ? "email" : "sms",
                letter.subject(),
                letter.text(),
                letter.code(),
                clocks.now()));
    }

    /** The letters to one address, newest first; all when the address is null. */
    public synchronized List<Kept> to(@Nullable String address) {
        return letters.stream()
                .filter(letter -> address == null || letter.to().equalsIgnoreCase(address))
                .toList();
    }
}
