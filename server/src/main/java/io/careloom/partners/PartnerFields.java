package io.careloom.partners;

import io.careloom.kernel.Change;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The partner fields of {@code /web/partners}, in the order of the request sample. {@code accepted_at} is
 * {@code Y-m-d H:i:s} in UTC, or ISO 8601; {@code address} is ours, since addresses have no operation of their own.
 */
public record PartnerFields(
        Change<@NotBlank @Size(max = 255) String> name,
        Change<@NotNull Boolean> active,
        Change<@NotNull @Size(max = 60) String> notificationPriority,
        Change<@NotNull @Min(0) @Max(1000) Integer> notificationSchedule,
        Change<@NotNull @Min(0) @Max(1000) Integer> reassignmentInterval,
        Change<@NotNull Boolean> isStatisticsEnabled,
        Change<@NotNull Boolean> isGlobalStatisticsEnabled,
        Change<@NotNull Boolean> forceIsAdditionalApprovalNeed,
        Change<@NotNull Boolean> isPatientAllowedChooseNotificationInbox,
        Change<@NotNull Boolean> isAiAutoSummaryEnabled,
        Change<@Size(max = LONG) String> partnerNotes,
        Change<@Size(max = LONG) String> thankYouNoteHeader,
        Change<@Size(max = LONG) String> thankYouNoteFooter,
        Change<UUID> logoFileId,
        Change<UUID> operationCountryId,
        Change<@Size(max = LONG) String> about,
        Change<@Size(max = 2048) String> websiteUrl,
        Change<@Email @Size(max = 255) String> customerSupportEmail,
        Change<@Email @Size(max = 255) String> operationsSupportEmail,
        Change<@Email @Size(max = 255) String> escalationSupportEmail,
        Change<@NotNull @Pattern(regexp = CAPABILITY) String> patientMessageCapability,
        Change<@NotNull @Pattern(regexp = CAPABILITY) String> supportMessageCapability,
        Change<@Size(max = 255) String> supportHours,
        Change<@Pattern(regexp = "international|us-based") String> supportLocation,
        Change<@NotNull Boolean> useIntakeForm,
        Change<@NotNull Boolean> isVoucherReminder,
        Change<@NotNull Boolean> useMessaging,
        Change<@Pattern(regexp = COLOUR) String> messagingAppPrimaryColor,
        Change<@Pattern(regexp = COLOUR) String> messagingAppSecondaryColor,
        Change<@Pattern(regexp = COLOUR) String> messagingAppBackgroundColor,
        Change<String> acceptedAt,
        Change<@NotNull @Size(max = 60) String> vouchedIntegrationType,
        Change<@NotNull @Pattern(regexp = "disabled|automatic") String> textMessageIntegrationType,
        Change<@Size(max = 255) String> parentCompany,
        Change<@NotNull @Size(max = 60) String> businessModel,
        Change<@NotNull Boolean> enableAvFlow,
        Change<@NotNull Boolean> enableIcdBmi,
        Change<@NotNull Boolean> isAutoDlFlow,
        Change<@NotNull Boolean> providesMedications,
        Change<@NotNull Boolean> isReviewRequired,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> chargeSyncNewCase,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> chargeAsyncNewCase,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> chargeSyncFollowUpCase,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> chargeAsyncFollowUpCase,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> clinicianDueSyncCase,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> clinicianDueAsyncCase,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> clinicianDueSyncFollowupEncounter,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> clinicianDueAsyncFollowupEncounter,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> vouchedIntegrationCharge,
        Change<@PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal> textMessageIntegrationCharge,
        Change<@Size(max = 255) String> slackChannelId,
        Change<@Size(max = LONG) String> customTheme,
        Change<@Size(max = LONG) String> customStyle,
        Change<@Size(max = LONG) String> reviewNotes,
        Change<UUID> contractFileId,
        Change<UUID> insuranceFileId,
        Change<@NotNull Boolean> isSupportAutoArchiveEmailEnabled,
        Change<@NotNull Boolean> isReceivingPatientTransfers,
        Change<@NotNull Boolean> isSendingPatientTransfers,
        Change<@NotNull Boolean> isPatientWorkflowNotificationEnabled,
        Change<@NotNull Boolean> isAutoCreateOrderEnabled,
        Change<@Valid NewAddress> address) {
    private static final int LONG = 20_000;
    private static final String CAPABILITY = "integrated|notification_email";
    private static final String COLOUR = "#[0-9a-fA-F]{6}";

    /** The command that makes a partner with these fields; a missing name is refused. */
    public CreatePartner create() {
        Map<String, @Nullable Object> more = sent();
        if (more.remove("name") instanceof String named) {
            return new CreatePartner(named, more);
        }
        throw Problem.invalid("partner.name", "The name is required.");
    }

    /** The command that changes these fields. */
    public ChangePartner change() {
        return new ChangePartner(sent());
    }

    private Map<String, @Nullable Object> sent() {
        Map<String, @Nullable Object> sent = Fields.sent(this);
        if (sent.get("accepted_at") instanceof String text) {
            sent.put("accepted_at", instant(text));
        }
        return sent;
    }

    private static Instant instant(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Problem.invalid("accepted_at", "The accepted_at is a time such as 2023-03-09 20:14:12.");
        }
    }
}
