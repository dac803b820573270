package io.careloom.cases.http;

import io.careloom.cases.CaseLists.Printing;
import io.careloom.cases.Encounters.ExportFilter.Days;
import io.careloom.platform.Link;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the operations of printed cases read and answer. */
final class PaperJson {
    private PaperJson() {}

    /** Where the document can be fetched. */
    record Lent(Link file) {}

    /** The document itself, in Base64. */
    record Encoded(String file) {
        @Override
        public String toString() {
            return "Encoded[]";
        }
    }

    /**
     * Which cases to print. {@code is_live} and {@code is_sandbox} are accepted and ignored: the caller's environments decide.
     *
     * @param dateRange first and last day, both included
     * @param useCreationDate whether these are days of the creation, or of the present status
     */
    record Generate(
            @NotNull UUID partnerId,
            @Nullable @Size(min = 2, max = 2) List<@NotNull LocalDate> dateRange,
            @Nullable Boolean useCreationDate,
            @Nullable @Size(max = 100) List<@NotNull UUID> casesId,
            @Nullable String status,
            @Nullable String sort,
            @Nullable Boolean isAssignedToMe,
            @Nullable Boolean isSync,
            @Nullable Boolean isAdditionalApprovalNeeded,
            @Nullable List<@NotNull UUID> tags,
            @Nullable List<@NotNull UUID> clinicians,
            @Nullable List<@NotNull UUID> states,
            @Nullable List<@NotNull UUID> diseases,
            @Nullable String caseType) {
        Printing printing() {
            CaseJson.ByStatus filter = new CaseJson.ByStatus(
                    sort,
                    List.of(partnerId),
                    clinicians,
                    tags,
                    diseases,
                    states,
                    caseType,
                    isSync,
                    isAdditionalApprovalNeeded,
                    isAssignedToMe);
            Days days = dateRange == null ? new Days(null, null) : new Days(dateRange.getFirst(), dateRange.getLast());
            return new Printing(
                    filter.filter(),
                    status,
                    casesId == null ? List.of() : casesId,
                    days,
                    Boolean.TRUE.equals(useCreationDate));
        }
    }
}
