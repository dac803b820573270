package io.careloom.prescribing.notices;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import io.careloom.prescribing.PrescriptionGateway.Authorization;
import io.careloom.prescribing.PrescriptionGateway.Notice;
import io.careloom.prescribing.Prescriptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the network of the live environment tells by itself. A notice may come twice, late and out of turn; one of a
 * prescription that no live tenant has is kept aside and answered as taken, so nobody learns whose numbers are known here.
 */
public final class NetworkNotices {
    private static final Set<String> SCHEMES = Set.of("secret", "bearer");

    private final Prescriptions prescriptions;
    private final Partners partners;
    private final Vault vault;
    private final Reader reader;
    private final byte @Nullable [] secret;

    /** The words of a network. */
    public interface Reader {
        /** What a body tells of a prescription's way; empty when it is about something else. */
        Optional<Notice> read(String body);

        /** What a body tells of asking an insurance to pay; empty when it is about something else. */
        Optional<Authorization> authorization(String body);
    }

    /** @param secret that the network shows with each notice; null: nobody is believed */
    public NetworkNotices(
            Prescriptions prescriptions, Partners partners, Vault vault, Reader reader, @Nullable String secret) {
        this.prescriptions = prescriptions;
        this.partners = partners;
        this.vault = vault;
        this.reader = reader;
        this.secret = secret == null ? null : Secrets.digest(secret);
    }

    /** Refuses whoever does not show the secret in the header {@code Authorization}, bare or after {@code Secret}. */
    public void requireKnown(@Nullable String authorization) {
        if (secret == null || authorization == null || !Secrets.matches(secret, shown(authorization))) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "invalid_secret", "The secret is not valid.");
        }
    }

    private static String shown(String authorization) {
        String[] words = authorization.strip().split(" +", 2);
        return words.length == 2 && SCHEMES.contains(words[0].toLowerCase(Locale.ROOT))
                ? words[1]
                : authorization.strip();
    }

    /** Takes a notice; what tells nothing of a prescription's way is passed over. */
    public void take(Tx tx, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        reader.read(text)
                .filter(notice -> !prescriptions.hear(tx, live(tx), notice))
                .ifPresent(notice -> keepAside(tx, notice.prescriptionId(), text));
        reader.authorization(text)
                .filter(told -> !prescriptions.authorizations().hear(tx, live(tx), told))
                .ifPresent(told -> keepAside(tx, told.prescriptionId(), text));
    }

    /** The sandbox has a network of its own, whose numbers may be the same. */
    private Scope live(Tx tx) {
        return new Scope(
                partners.tenants(tx).stream()
                        .filter(tenant -> tenant.environment() == Environment.LIVE)
                        .map(Tenant::tenantId)
                        .collect(Collectors.toSet()),
                Set.of());
    }

    private void keepAside(Tx tx, int prescriptionId, String text) {
        UUID id = Ids.random();
        byte[] sealed = vault.seal(new Place(Place.INSTALLATION, "prescribing.quarantined_notice", "body", id), text);
        new NoticeStore(tx).insert(id, prescriptionId, Secrets.digest(text), sealed);
    }
}
