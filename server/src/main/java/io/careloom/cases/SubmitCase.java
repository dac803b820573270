package io.careloom.cases;

import io.careloom.cases.offerings.NewLine;
import io.careloom.platform.Fields;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new case of a patient. Lengths and kinds are checked before.
 *
 * @param clinicianId the only clinician it may go to; null lets the server choose
 * @param diseaseIds the first one is the primary disease
 */
public record SubmitCase(
        UUID patientId,
        boolean hold,
        boolean additionalApproval,
        @Nullable UUID referenceCaseId,
        @Nullable String metadata,
        @Nullable UUID clinicianId,
        boolean chargeable,
        List<UUID> diseaseIds,
        List<UUID> tagIds,
        List<Question> questions,
        List<UUID> fileIds,
        List<NewLine> lines) {
    public SubmitCase {
        diseaseIds = List.copyOf(diseaseIds);
        tagIds = List.copyOf(tagIds);
        questions = List.copyOf(questions);
        fileIds = List.copyOf(fileIds);
        lines = List.copyOf(lines);
    }

    /** The partner's offerings that the lines are made from. */
    List<UUID> offeringIds() {
        return lines.stream()
                .flatMap(line -> Stream.ofNullable(line.offeringId()))
                .toList();
    }

    /** The same with these files attached and these offerings. */
    public SubmitCase with(List<UUID> files, List<NewLine> offerings) {
        return Fields.with(this, Map.of("file_ids", files, "lines", offerings));
    }

    /** A case without files and offerings. */
    public SubmitCase(
            UUID patientId,
            boolean hold,
            boolean additionalApproval,
            @Nullable UUID referenceCaseId,
            @Nullable String metadata,
            @Nullable UUID clinicianId,
            boolean chargeable,
            List<UUID> diseaseIds,
            List<UUID> tagIds,
            List<Question> questions) {
        this(
                patientId,
                hold,
                additionalApproval,
                referenceCaseId,
                metadata,
                clinicianId,
                chargeable,
                diseaseIds,
                tagIds,
                questions,
                List.of(),
                List.of());
    }

    /**
     * A question put to the patient, with the answer.
     *
     * @param question at most 255 characters
     * @param answer not empty
     * @param type boolean, number or string
     * @param label at most 50 characters
     * @param displayedOptions what the patient could choose from; null when it was free
     */
    public record Question(
            String question,
            String answer,
            String type,
            boolean important,
            boolean isCritical,
            boolean displayInPdf,
            @Nullable String description,
            @Nullable String label,
            @Nullable String metadata,
            @Nullable List<String> displayedOptions) {
        @Override
        public String toString() {
            return "Question[]";
        }
    }

    @Override
    public String toString() {
        return "SubmitCase[" + patientId + "]";
    }
}
