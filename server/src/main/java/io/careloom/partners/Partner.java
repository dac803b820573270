package io.careloom.partners;

import io.careloom.geography.Country;
import io.careloom.geography.State;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partner as patients and cases nest it (partner-contract.md section 3).
 *
 * @param supportMessageCapability {@code integrated} or {@code notification_email}, as is the patients'
 */
public record Partner(
        UUID partnerId,
        String name,
        String supportMessageCapability,
        String patientMessageCapability,
        @Nullable String operationsSupportEmail,
        @Nullable String customerSupportEmail,
        @Nullable String partnerNotes,
        boolean providesMedications,
        @Nullable String thankYouNoteHeader,
        @Nullable String thankYouNoteFooter,
        String vouchedIntegrationType,
        String businessModel,
        boolean enableAvFlow,
        boolean enableIcdBmi,
        boolean isAutoDlFlow,
        @Nullable String slackChannelId,
        Customization customization,
        @Nullable Address address,
        @Nullable Country operationCountry) {

    /** Colours of the white-label pages, {@code #rrggbb}; null for ours. */
    public record Customization(
            @Nullable String primaryColor,
            @Nullable String secondaryColor,
            @Nullable String backgroundColor) {}

    /** Where the partner sits. */
    public record Address(UUID addressId, String address, String zipCode, String cityName, State state) {}
}
