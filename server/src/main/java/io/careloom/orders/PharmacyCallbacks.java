package io.careloom.orders;

import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What pharmacies tell by themselves, signed with the installation's secret. Each call may come twice, late and out of turn.
 * What is said of an order that we do not know, never sent, or sent anew meanwhile is kept aside and answered as taken: the
 * pharmacy cannot do better by saying it again.
 */
public final class PharmacyCallbacks {
    private final Orders orders;
    private final Vault vault;
    private final @Nullable String secret;
    private final QuarantineStore quarantine = new QuarantineStore();

    /** @param secret null: nobody is believed */
    public PharmacyCallbacks(Orders orders, Vault vault, @Nullable String secret) {
        this.orders = orders;
        this.vault = vault;
        this.secret = secret;
    }

    /** Refuses a body whose signature (lower-case hex HMAC-SHA256) is not ours. */
    public void requireSigned(byte[] body, @Nullable String signature) {
        Secrets.requireSigned(secret, body, signature);
    }

    /**
     * Takes a report.
     *
     * @param externalId our name for the order
     * @param body as it came, to be kept aside where the order is not ours
     */
    public void take(Tx tx, UUID externalId, OrderReport report, byte[] body) {
        if (!orders.hear(tx, externalId, report)) {
            String text = new String(body, StandardCharsets.UTF_8);
            UUID id = Ids.random();
            byte[] sealed = vault.seal(new Place(Place.INSTALLATION, "orders.quarantined_report", "body", id), text);
            quarantine.insert(tx, id, externalId, Secrets.digest(text), sealed);
        }
    }
}
