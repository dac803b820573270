package io.careloom.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Values that may be up to a second old: shared by the threads of one node, bounded, dropped at once by {@link #forget()}
 * when this node changed them. What another node changed is seen within the second.
 */
public final class Recent<K, V> {
    private static final long LIFETIME_NANOS = 900_000_000L;
    /** From this age one thread reads anew while the others still take the old value, so that they do not all read at once. */
    private static final long RENEWAL_NANOS = 700_000_000L;

    private static final int MOST = 10_000;

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();
    private final LongSupplier nanos;

    /** Nothing is known yet. */
    public Recent() {
        this(System::nanoTime);
    }

    Recent(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Entry<V>(V value, long since, AtomicBoolean renewing) {
        boolean serves(long asked) {
            long age = asked - since;
            return age < RENEWAL_NANOS || age < LIFETIME_NANOS && !renewing.compareAndSet(false, true);
        }
    }

    /** The value of the key: a recent one, or freshly loaded. A loader that throws leaves nothing behind. */
    public V get(K key, Function<K, V> load) {
        long asked = nanos.getAsLong();
        Entry<V> known = entries.get(key);
        if (known != null && known.serves(asked)) {
            return known.value();
        }
        long before = generation.get();
        V value = load.apply(key);
        if (entries.size() >= MOST) {
            entries.clear();
        }
        Entry<V> fresh = new Entry<>(value, asked, new AtomicBoolean());
        entries.put(key, fresh);
        if (generation.get() != before) {
            // somebody changed it while we were reading the old value
            entries.remove(key, fresh);
        }
        return value;
    }

    /** Drops everything, also what is being loaded right now. */
    public void forget() {
        generation.incrementAndGet();
        entries.clear();
    }
}
