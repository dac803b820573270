package io.careloom.partners;

import io.careloom.kernel.Change;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * What is to be different in a webhook endpoint.
 *
 * @param webhookSecret null has a new one made
 * @param environmentId an endpoint stays in its environment: only its own is taken
 */
public record ChangeEnvironment(
        Change<
                        @NotNull @Size(max = 2048)
                        @Pattern(regexp = RegisterEnvironment.ADDRESS, message = RegisterEnvironment.NO_ADDRESS) String>
                webhookUrl,
        Change<@Size(min = 1, max = 255) String> webhookSecret,
        Change<@Size(max = 1000) @Pattern(regexp = RegisterEnvironment.HEADER) String> webhookAuthorization,
        Change<@NotNull UUID> environmentId,
        Change<@NotNull @Pattern(regexp = RegisterEnvironment.JSON_STYLE) String> jsonStyle,
        Change<@NotNull @Pattern(regexp = RegisterEnvironment.RETRY_PROFILE) String> retryProfile) {
    @Override
    public String toString() {
        return "ChangeEnvironment";
    }
}
