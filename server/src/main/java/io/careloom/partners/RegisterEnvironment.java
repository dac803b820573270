package io.careloom.partners;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook endpoint to be.
 *
 * @param webhookSecret null or absent to have one made
 * @param webhookAuthorization null for no {@code Authorization} header
 * @param jsonStyle null for {@code php}
 * @param retryProfile null for {@code 4x15m}
 */
public record RegisterEnvironment(
        @NotNull @Size(max = 2048) @Pattern(regexp = ADDRESS, message = NO_ADDRESS)
        String webhookUrl,

        @Nullable @Size(min = 1, max = 255) String webhookSecret,

        @Nullable @Size(max = 1000) @Pattern(regexp = HEADER)
        String webhookAuthorization,

        @NotNull UUID environmentId,
        @Nullable @Pattern(regexp = JSON_STYLE) String jsonStyle,
        @Nullable @Pattern(regexp = RETRY_PROFILE) String retryProfile) {

    static final String ADDRESS =
            "https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?([/?][!$-;=?-\\[\\]_a-z~]*)?";
    static final String NO_ADDRESS =
            "The webhook_url is an absolute http or https address, without user name and fragment.";
    static final String HEADER = "[\\x20-\\x7e]*";
    static final String JSON_STYLE = "php|compact";
    static final String RETRY_PROFILE = "4x15m|6-in-24h";

    @Override
    public String toString() {
        return "RegisterEnvironment[" + environmentId + "]";
    }
}
