package io.careloom.patients.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.kernel.Environment;
import io.careloom.partners.Partner;
import io.careloom.patients.lists.PatientLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The raw record of a patient, as {@code /web} shows it; the relations at the end are there only when asked for.
 *
 * @param clinicianId the patient's own clinician; null until a patient can have one
 */
record PatientRecordJson(
        UUID id,
        UUID patientId,
        UUID partnerId,
        UUID environmentId,
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
        boolean isLive,
        boolean isSmsEnabled,
        boolean isEmailEnabled,
        @Nullable String externalId,
        UUID stateId,
        @Nullable UUID clinicianId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EnvironmentJson environment,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Partner partner) {

    /** One of the two worlds. */
    record EnvironmentJson(UUID id, String identifier) {}

    static PatientRecordJson of(PatientLine line, Predicate<String> wants) {
        PatientLine.Person person = line.person();
        Environment environment = line.environment();
        return new PatientRecordJson(
                line.patientId(),
                line.patientId(),
                line.partner().partnerId(),
                environment.id(),
                person.prefix(),
                person.firstName(),
                person.middleName(),
                person.lastName(),
                person.suffix(),
                person.email(),
                person.metadata(),
                person.gender(),
                person.phoneNumber(),
                person.phoneType(),
                person.dateOfBirth(),
                person.active(),
                environment == Environment.LIVE,
                person.isSmsEnabled(),
                person.isEmailEnabled(),
                person.externalId(),
                line.state().stateId(),
                null,
                line.createdAt(),
                line.updatedAt(),
                line.deletedAt(),
                wants.test("environment") ? new EnvironmentJson(environment.id(), environment.identifier()) : null,
                wants.test("partner") ? line.partner() : null);
    }
}
