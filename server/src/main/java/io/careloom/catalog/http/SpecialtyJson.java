package io.careloom.catalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.catalog.ChangeSpecialty;
import io.careloom.catalog.Specialty;
import io.careloom.catalog.TakenSpecialty;
import io.careloom.kernel.Change;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A specialty; as a partner has it with the pivot. */
record SpecialtyJson(
        UUID id,
        String title,
        boolean isPublic,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pivot pivot) {
    private static final int TITLE = 255;

    static SpecialtyJson of(Specialty specialty) {
        return of(specialty, null);
    }

    static SpecialtyJson of(TakenSpecialty taken) {
        TakenSpecialty.Terms terms = taken.terms();
        return of(
                taken.specialty(),
                new Pivot(
                        taken.partnerId(),
                        taken.specialty().id(),
                        terms.isReplicateOfferings(),
                        terms.isReplicateQuestionnaires(),
                        terms.isReplicateClinicians(),
                        taken.createdAt(),
                        taken.updatedAt()));
    }

    private static SpecialtyJson of(Specialty specialty, @Nullable Pivot pivot) {
        return new SpecialtyJson(
                specialty.id(),
                specialty.title(),
                specialty.isPublic(),
                specialty.createdAt(),
                specialty.updatedAt(),
                specialty.deletedAt(),
                pivot);
    }

    /** On which terms the partner has it. */
    record Pivot(
            UUID partnerId,
            UUID specialtyId,
            boolean isReplicateOfferings,
            boolean isReplicateQuestionnaires,
            boolean isReplicateClinicians,
            Instant createdAt,
            Instant updatedAt) {}

    /** A specialty to be; public unless said otherwise. */
    record Create(
            @NotBlank @Size(max = TITLE) String title,
            @Nullable Boolean isPublic) {}

    /** Another title or visibility. */
    record Update(Change<@NotBlank @Size(max = TITLE) String> title, Change<@NotNull Boolean> isPublic) {
        ChangeSpecialty command() {
            return new ChangeSpecialty(title, isPublic);
        }
    }

    /** What comes to the partner; nothing of what is left out. */
    record Take(
            @Nullable Boolean isReplicateOfferings,
            @Nullable Boolean isReplicateQuestionnaires,
            @Nullable Boolean isReplicateClinicians) {
        TakenSpecialty.Terms terms() {
            return new TakenSpecialty.Terms(
                    Boolean.TRUE.equals(isReplicateOfferings),
                    Boolean.TRUE.equals(isReplicateQuestionnaires),
                    Boolean.TRUE.equals(isReplicateClinicians));
        }
    }

    /** Other terms. */
    record ChangeTerms(
            Change<@NotNull Boolean> isReplicateOfferings,
            Change<@NotNull Boolean> isReplicateQuestionnaires,
            Change<@NotNull Boolean> isReplicateClinicians) {}
}
