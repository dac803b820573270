package io.careloom.platform.events;

import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Set;

/**
 * Acts on facts after their commit, at least once and in order per subject. What it writes with the transaction commits
 * together with its cursor.
 */
public interface Subscriber {
    /** Stable name of the cursor; a new name starts at the beginning of the log. */
    String name();

    /** Simple names of the event records wanted; empty means all. */
    Set<String> names();

    /** Acts on one fact; an exception makes it come again. */
    void on(Tx tx, RecordedEvent event);

    /** Acts on facts that follow each other; a subscriber that saves by doing many at once overrides it. */
    default void onAll(Tx tx, List<RecordedEvent> events) {
        events.forEach(event -> on(tx, event));
    }
}
