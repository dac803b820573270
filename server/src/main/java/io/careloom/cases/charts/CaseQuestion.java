package io.careloom.cases.charts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question of a case with its answer, shaped like the wire. */
public record CaseQuestion(
        UUID caseQuestionId,
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
        return "CaseQuestion[" + caseQuestionId + "]";
    }
}
