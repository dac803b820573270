package io.careloom.cases.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.careloom.cases.CaseHistory;
import io.careloom.cases.CaseLists;
import io.careloom.cases.Cases;
import io.careloom.cases.SubmitCase;
import io.careloom.cases.TestEncounters;
import io.careloom.cases.offerings.NewLine;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.http.Call;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bodies that the operations of cases read. What a case shows is shaped like the wire already. */
final class CaseJson {
    private static final int REASON = 2_000;
    private static final int MOST_DISEASES = 100;
    private static final int MOST_QUESTIONS = 500;
    private static final int MOST_OPTIONS = 500;
    private static final int MOST_TAGS = 100;
    private static final int MOST_FILES = 100;
    private static final int MOST_LINES = 100;
    private static final String LATER = "This cannot be sent yet; leave the list empty.";

    private CaseJson() {}

    /** A new case; prescriptions and services are what old clients call its offerings. */
    record Create(
            @NotNull UUID patientId,
            @Nullable Boolean holdStatus,
            @Nullable Boolean isAdditionalApprovalNeeded,
            @Nullable UUID referenceCaseId,
            @Nullable @Size(max = 255) String metadata,
            @Nullable UUID clinicianId,
            @Nullable Boolean isChargeable,
            @Nullable @Size(max = MOST_DISEASES) List<@Valid @NotNull DiseaseId> diseases,
            @Nullable @Size(max = MOST_QUESTIONS) List<@Valid @NotNull Question> caseQuestions,
            @Nullable @Size(max = MOST_FILES) List<@NotNull UUID> caseFiles,
            @Nullable @Size(max = MOST_LINES) List<LineJson.@Valid @NotNull Create> caseOfferings,
            @Nullable @Size(max = MOST_LINES) List<LegacyLineJson.@Valid @NotNull Prescription> casePrescriptions,
            @Nullable @Size(max = MOST_LINES) List<LegacyLineJson.@Valid @NotNull Served> caseServices,
            @Nullable @Size(max = MOST_TAGS) List<@Valid @NotNull TagId> tags) {
        SubmitCase command() {
            return new SubmitCase(
                            patientId,
                            Boolean.TRUE.equals(holdStatus),
                            Boolean.TRUE.equals(isAdditionalApprovalNeeded),
                            referenceCaseId,
                            metadata,
                            clinicianId,
                            !Boolean.FALSE.equals(isChargeable),
                            orEmpty(diseases).stream().map(DiseaseId::diseaseId).toList(),
                            orEmpty(tags).stream().map(TagId::tagId).toList(),
                            orEmpty(caseQuestions).stream().map(Question::text).toList())
                    .with(
                            orEmpty(caseFiles),
                            lines(orEmpty(caseOfferings), orEmpty(casePrescriptions), orEmpty(caseServices)));
        }
    }

    /** A new simulated case: like any other, but its clinician is named. */
    record CreateEncounter(
            @NotNull UUID patientId,
            @NotNull UUID clinicianId,
            @Nullable UUID referenceCaseId,
            @Nullable @Size(max = 255) String metadata,
            @Nullable Boolean isChargeable,
            @Nullable @Size(max = MOST_DISEASES) List<@Valid @NotNull DiseaseId> diseases,
            @Nullable @Size(max = MOST_QUESTIONS) List<@Valid @NotNull Question> caseQuestions,
            @Nullable @Size(max = MOST_FILES) List<@NotNull UUID> caseFiles,
            @Nullable @Size(max = MOST_LINES) List<LineJson.@Valid @NotNull Create> caseOfferings,
            @Nullable @Size(max = MOST_LINES) List<LegacyLineJson.@Valid @NotNull Prescription> casePrescriptions,
            @Nullable @Size(max = MOST_LINES) List<LegacyLineJson.@Valid @NotNull Served> caseServices,
            @Nullable @Size(max = MOST_TAGS) List<@Valid @NotNull TagId> tags) {
        SubmitCase command() {
            return new Create(
                            patientId,
                            null,
                            null,
                            referenceCaseId,
                            metadata,
                            clinicianId,
                            isChargeable,
                            diseases,
                            caseQuestions,
                            caseFiles,
                            caseOfferings,
                            casePrescriptions,
                            caseServices,
                            tags)
                    .command();
        }
    }

    private static List<NewLine> lines(
            List<LineJson.Create> offerings,
            List<LegacyLineJson.Prescription> prescriptions,
            List<LegacyLineJson.Served> services) {
        List<NewLine> lines = new ArrayList<>();
        for (int i = 0; i < offerings.size(); i++) {
            lines.add(offerings.get(i).line("case_offerings." + i + "."));
        }
        for (int i = 0; i < prescriptions.size(); i++) {
            lines.add(prescriptions.get(i).line("case_prescriptions." + i + "."));
        }
        for (int i = 0; i < services.size(); i++) {
            lines.add(services.get(i).line("case_services." + i + "."));
        }
        return lines;
    }

    /** All files of a case; {@code files} is what one known client calls them. */
    record FileIds(
            @Nullable @Size(max = MOST_FILES) List<@NotNull UUID> caseFiles,
            @Nullable @Size(max = MOST_FILES) List<@NotNull UUID> files) {
        List<UUID> wanted() {
            if (caseFiles == null && files == null) {
                throw Problem.invalid("case_files", "The case_files field is required.");
            }
            return orEmpty(caseFiles == null ? files : caseFiles);
        }
    }

    /** A disease by its id. */
    record DiseaseId(@NotNull UUID diseaseId) {}

    /** A disease, or several; {@code diseases} is how one known client sends them. */
    record DiseaseIds(
            @Nullable UUID diseaseId,
            @Nullable @Size(max = MOST_DISEASES) List<@Valid @NotNull DiseaseId> diseases) {
        List<UUID> wanted() {
            if (diseaseId != null) {
                return List.of(diseaseId);
            }
            if (diseases == null || diseases.isEmpty()) {
                throw Problem.invalid("disease_id", "The disease_id field is required.");
            }
            return diseases.stream().map(DiseaseId::diseaseId).toList();
        }
    }

    /** A tag by its id. */
    record TagId(@NotNull UUID tagId) {}

    /** What is noted on a tag, or why it is taken off. */
    record TagNotes(@Nullable @Size(max = 1_000) String notes) {}

    /** Other notes on a tag. */
    record NeededTagNotes(@NotNull @Size(max = 1_000) String notes) {}

    /** A question with its answer. */
    record Question(
            @NotBlank @Size(max = 255) String question,
            @NotBlank @Size(max = 65_535) String answer,

            @NotNull @Pattern(regexp = "boolean|number|string", message = "The type you have entered is invalid.")
            String type,

            @Nullable Boolean important,
            @Nullable Boolean isCritical,
            @Nullable Boolean displayInPdf,
            @Nullable @Size(max = 65_535) String description,
            @Nullable @Size(max = 50) String label,
            @Nullable @Size(max = 65_535) String metadata,
            @Nullable @Size(max = MOST_OPTIONS) List<@NotNull @Size(max = 255) String> displayedOptions) {
        SubmitCase.Question text() {
            return new SubmitCase.Question(
                    question,
                    answer,
                    type,
                    Boolean.TRUE.equals(important),
                    Boolean.TRUE.equals(isCritical),
                    Boolean.TRUE.equals(displayInPdf),
                    description,
                    label,
                    metadata,
                    displayedOptions);
        }
    }

    /** The hold of a case. */
    record Hold(@NotNull Boolean holdStatus) {}

    /** A move for which the reason is optional. */
    record Reason(@Nullable @Size(max = REASON) String reason) {}

    /** A move for which the reason is needed. */
    record NeededReason(@NotBlank @Size(max = REASON) String reason) {}

    /** An approval; files and workflows may only be empty. */
    record Approve(
            @Nullable @Size(max = 65_535) String thankYouMessage,
            @Nullable @Size(max = 65_535) String extraMessage,
            @Nullable @Size(min = 1, max = 1_000) String clinicalNote,
            @Nullable @Size(max = 0, message = LATER) List<Object> files,
            @Nullable @Size(max = 0, message = LATER) List<Object> workflows) {
        Cases.Approval approval() {
            return new Cases.Approval(thankYouMessage, extraMessage, clinicalNote);
        }
    }

    /** First in the lists, or in line; the reason is needed for the first. */
    record Priority(
            @NotNull Boolean isPriority,
            @Nullable @Size(min = 1, max = REASON) String reason) {}

    /** Whether the patient must be seen live. */
    record Sync(@NotNull Boolean isSync) {}

    /** Whether the partner is charged. */
    record Chargeable(@NotNull Boolean isChargeable) {}

    /** Whether the papers of its services were exported. */
    record Exported(@NotNull Boolean exported) {}

    /** Whether the partner has to approve too. */
    record AdditionalApproval(@NotNull Boolean isAdditionalApprovalNeeded) {}

    /** A line added to the history by hand; the values are text, usually JSON. */
    record Remark(
            @NotNull
            @Pattern(regexp = "[A-Za-z][A-Za-z0-9._-]{0,63}", message = "The event is a word of at most 64 characters.")
            String event,

            @Nullable @Size(max = 65_535) String old,

            @JsonProperty("new") @Nullable @Size(max = 65_535)
            String now) {
        CaseHistory.Remark remark() {
            return new CaseHistory.Remark(event, old, now);
        }
    }

    /** Where a case could go; {@code is_live} and {@code is_sandbox} are accepted and ignored. */
    record Available(@NotNull UUID partnerId, @Nullable UUID stateId) {}

    /** Another clinician. */
    record Reassign(
            @NotNull UUID clinicianId,
            @Nullable @Size(max = REASON) String reason) {}

    /** A clinical note. */
    record Note(@NotBlank @Size(max = 1_000) String text) {}

    /**
     * Which cases of a status. {@code is_live} and {@code is_sandbox} are accepted and ignored: the caller's environments
     * decide.
     */
    record ByStatus(
            @Nullable @Pattern(regexp = "(?i)asc|desc", message = "The sort is asc or desc.")
            String sort,

            @Nullable List<@NotNull UUID> partners,
            @Nullable List<@NotNull UUID> clinicians,
            @Nullable List<@NotNull UUID> tags,
            @Nullable List<@NotNull UUID> diseases,
            @Nullable List<@NotNull UUID> states,
            @Nullable String caseType,
            @Nullable Boolean isSync,
            @Nullable Boolean isAdditionalApprovalNeeded,
            @Nullable Boolean isAssignedToMe) {
        CaseLists.Filter filter() {
            return new CaseLists.Filter(
                    orEmpty(partners),
                    orEmpty(clinicians),
                    orEmpty(tags),
                    orEmpty(diseases),
                    orEmpty(states),
                    caseType,
                    Boolean.TRUE.equals(isSync),
                    Boolean.TRUE.equals(isAdditionalApprovalNeeded),
                    Boolean.TRUE.equals(isAssignedToMe),
                    "asc".equalsIgnoreCase(sort));
        }
    }

    /** A search of cases. */
    record Search(
            @Nullable @Size(max = 255) String patientName,
            @Nullable List<@NotNull UUID> partners,
            @Nullable List<@NotNull UUID> licenseStates,

            @Nullable @Pattern(regexp = "(?i)asc|desc", message = "The sort_by_queue_time is asc or desc.")
            String sortByQueueTime) {
        CaseLists.Search search() {
            String name = patientName == null || patientName.isBlank() ? null : patientName.strip();
            return new CaseLists.Search(
                    name, orEmpty(partners), orEmpty(licenseStates), !"desc".equalsIgnoreCase(sortByQueueTime));
        }
    }

    /** A simulated status. */
    record EncounterStatus(
            @NotBlank String status,
            @Nullable @Size(max = REASON) String reason,
            @NotNull UUID clinicianId) {
        TestEncounters.Wanted wanted() {
            String given = reason == null || reason.isBlank() ? null : reason;
            return new TestEncounters.Wanted(status, given, clinicianId);
        }
    }

    /** The page that is asked for, with another number of rows when {@code per_page} was not said. */
    static PageQuery withDefault(Call call, int perPage) {
        PageQuery page = call.page();
        return call.query("per_page") == null ? withPerPage(page, perPage) : page;
    }

    /** The same for the one search that calls {@code per_page} by its older name. */
    static PageQuery withLimit(Call call) {
        String limit = call.query("limit");
        if (limit == null) {
            return call.page();
        }
        if (!limit.matches("[1-9][0-9]?|100")) {
            throw Problem.invalid("limit", "The limit is a number from 1 to 100.");
        }
        return withPerPage(call.page(), Integer.parseInt(limit));
    }

    private static PageQuery withPerPage(PageQuery page, int perPage) {
        return new PageQuery(page.page(), perPage, page.sort(), page.ascending(), page.search(), page.trashed());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
