package io.careloom.clinicians.http;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.clinicians.AreaTerms;
import io.careloom.clinicians.PracticeArea;
import io.careloom.geography.State;
import io.careloom.kernel.Change;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The raw record of a practice area; {@code expires_at} is midnight of the last valid day, {@code state} a relation. */
record PracticeAreaJson(
        UUID id,
        UUID clinicianId,
        UUID stateId,
        @Nullable String licenseNumber,
        @Nullable Instant expiresAt,
        boolean isExpired,
        boolean isSync,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Void deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable State state) {
    static PracticeAreaJson of(PracticeArea area, boolean withState) {
        return new PracticeAreaJson(
                area.practiceAreaId(),
                area.clinicianId(),
                area.state().stateId(),
                area.licenseNumber(),
                midnight(area.expiresAt()),
                area.isExpired(),
                area.isSync(),
                area.createdAt(),
                area.updatedAt(),
                null,
                withState ? area.state() : null);
    }

    static List<PracticeAreaJson> all(List<PracticeArea> areas) {
        return areas.stream().map(area -> of(area, true)).toList();
    }

    static @Nullable Instant midnight(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The terms of one state. */
    record Put(
            @Nullable LocalDate expiresAt,
            @Nullable Boolean isSync,
            @Nullable @Size(max = 100) String licenseNumber) {
        AreaTerms terms() {
            return new AreaTerms(licenseNumber, expiresAt, isSync != null && isSync);
        }
    }

    /** A state of one's own, with its terms. */
    record Create(
            @NotNull UUID stateId,
            @Nullable LocalDate expiresAt,
            @Nullable Boolean isSync,
            @Nullable @Size(max = 100) String licenseNumber) {
        AreaTerms terms() {
            return new AreaTerms(licenseNumber, expiresAt, isSync != null && isSync);
        }
    }

    /** The terms of all states of a country; the capital letter is the wire's. */
    record PutCountry(
            @Nullable LocalDate expiresAt,
            @Nullable Boolean isSync,

            @NotNull @JsonProperty("country_Id") @JsonAlias("country_id")
            UUID countryId) {
        AreaTerms terms() {
            return new AreaTerms(null, expiresAt, isSync != null && isSync);
        }
    }

    /** Other terms. */
    record Update(
            Change<LocalDate> expiresAt,
            Change<@NotNull Boolean> isSync,
            Change<@Size(max = 100) String> licenseNumber) {}
}
