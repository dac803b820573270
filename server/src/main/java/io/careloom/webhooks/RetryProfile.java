package io.careloom.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a failed delivery is tried again; after the last pause it is dead, until somebody resends it. */
enum RetryProfile {
    /** The API document's: four retries, 15 minutes apart. */
    FOUR_IN_AN_HOUR(
            "4x15m",
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(15), Duration.ofMinutes(15), Duration.ofMinutes(15))),
    /** The newer edition's: six retries within 24 hours. */
    SIX_IN_A_DAY(
            "6-in-24h",
            List.of(
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(4),
                    Duration.ofHours(8),
                    Duration.ofHours(11)));

    private final String word;
    private final List<Duration> pauses;

    RetryProfile(String word, List<Duration> pauses) {
        this.word = word;
        this.pauses = pauses;
    }

    /** The profile with this word; the document's when the word is unknown. */
    static RetryProfile named(String word) {
        for (RetryProfile profile : values()) {
            if (profile.word.equals(word)) {
                return profile;
            }
        }
        return FOUR_IN_AN_HOUR;
    }

    /** The pause after the given failed attempt, counted from 1; empty when it was the last. */
    Optional<Duration> pauseAfter(int attempt) {
        return attempt <= pauses.size() ? Optional.of(pauses.get(attempt - 1)) : Optional.empty();
    }
}
