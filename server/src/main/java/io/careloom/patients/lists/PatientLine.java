package io.careloom.patients.lists;

import io.careloom.geography.State;
import io.careloom.kernel.Environment;
import io.careloom.partners.Partner;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient as one line of a list, also one that left.
 *
 * @param deletedAt when it left, tenant time; null for a living one
 */
public record PatientLine(
        UUID patientId,
        Partner partner,
        Environment environment,
        Person person,
        State state,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /**
     * Who it is.
     *
     * @param gender ISO 5218
     */
    public record Person(
            @Nullable String prefix,
            String firstName,
            @Nullable String middleName,
            String lastName,
            @Nullable String suffix,
            String email,
            @Nullable String metadata,
            int gender,
            String phoneNumber,
            int phoneType,
            LocalDate dateOfBirth,
            boolean active,
            boolean isSmsEnabled,
            boolean isEmailEnabled,
            @Nullable String externalId) {
        @Override
        public String toString() {
            return "Person[]";
        }
    }
}
