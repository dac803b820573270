package io.careloom.partners;

import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals the secrets of an endpoint for its row, and opens them. */
final class SealedEndpoint {
    private static final String TABLE = "partners.environment_settings";

    private final Vault vault;

    SealedEndpoint(Vault vault) {
        this.vault = vault;
    }

    EnvironmentStore.Settings seal(UUID tenantId, UUID settingsId, WebhookSettings settings) {
        return new EnvironmentStore.Settings(
                settings.url(),
                vault.seal(secret(tenantId, settingsId), settings.secret()),
                sealed(authorization(tenantId, settingsId), settings.authorization()),
                settings.jsonStyle(),
                settings.retryProfile());
    }

    WebhookSettings open(EnvironmentStore.Row row) {
        byte[] authorization = row.webhookAuthorization();
        return new WebhookSettings(
                row.webhookUrl(),
                vault.open(secret(row.tenantId(), row.settingsId()), row.webhookSecret()),
                authorization == null
                        ? null
                        : vault.open(authorization(row.tenantId(), row.settingsId()), authorization),
                row.jsonStyle(),
                row.retryProfile());
    }

    private byte @Nullable [] sealed(Place place, @Nullable String text) {
        return text == null ? null : vault.seal(place, text);
    }

    private static Place secret(UUID tenantId, UUID settingsId) {
        return new Place(tenantId, TABLE, "webhook_secret", settingsId);
    }

    private static Place authorization(UUID tenantId, UUID settingsId) {
        return new Place(tenantId, TABLE, "webhook_authorization", settingsId);
    }
}
