package io.careloom.clinicians;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** What ties a clinician to a specialty or to a partner. */
public record ClinicianBond(Key key, Priority priority, Instant createdAt, Instant updatedAt) {
    /** To what a clinician can be tied. */
    public enum Kind {
        SPECIALTY,
        PARTNER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a clinician is asked first, as everybody else, or never. */
    public enum Priority {
        PREFERRED,
        NORMAL,
        DISABLED;

        /** The word of the wire: {@code preferred}, {@code normal} or {@code disabled}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a word of the wire means; any other word is a fault of the caller. */
        public static Priority of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Who is tied to what. */
    public record Key(Kind kind, UUID otherId, UUID clinicianId) {
        /** A clinician of a specialty. */
        public static Key ofSpecialty(UUID specialtyId, UUID clinicianId) {
            return new Key(Kind.SPECIALTY, specialtyId, clinicianId);
        }

        /** A clinician of a partner. */
        public static Key ofPartner(UUID partnerId, UUID clinicianId) {
            return new Key(Kind.PARTNER, partnerId, clinicianId);
        }
    }

    /** A thing at one end of a bond. */
    public record Tied<T>(T thing, ClinicianBond bond) {}
}
