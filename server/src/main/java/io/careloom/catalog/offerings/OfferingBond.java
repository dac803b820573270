package io.careloom.catalog.offerings;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ties a clinician to an offering. */
public record OfferingBond(Key key, Terms terms, Instant createdAt, Instant updatedAt) {
    /** What a bond does. */
    public enum Kind {
        /** Only clinicians with such a bond get cases with the offering. */
        EXCLUSIVE,
        /** The clinician never gets a case with the offering. */
        DISABLED;

        /** The word of the wire: {@code exclusive} or {@code disabled}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a word of the wire means; any other word is a fault of the caller. */
        public static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Who is tied to what. */
    public record Key(UUID offeringId, UUID clinicianId) {}

    /** @param notes why, for people; null for none */
    public record Terms(Kind kind, @Nullable String notes) {}
}
