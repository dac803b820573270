package io.careloom.platform.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the first committed answer of a keyed request for 24 hours, in the transaction that did the work: a refusal or a
 * crash keeps nothing, a repetition is answered with the same bytes.
 */
final class Idempotency {
    private static final int MOST_LENGTH = 255;

    private final Vault vault;

    Idempotency(Vault vault) {
        this.vault = vault;
    }

    /** A keyed request; the hash tells a repetition from another request under the same key. */
    record Keyed(Caller caller, String route, String key, byte[] hash) {
        static Keyed of(RequestCall call, String key, String rawQuery, byte[] body) {
            if (key.length() > MOST_LENGTH) {
                throw Problem.invalid(
                        "idempotency_key", "The Idempotency-Key may hold at most " + MOST_LENGTH + " characters.");
            }
            String route = call.route().id();
            // not the path as sent, since aliases are the same request
            String target = route + " " + call.variables() + "?" + rawQuery + "\n";
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(target.getBytes(StandardCharsets.UTF_8));
                return new Keyed(call.caller(), route, key, digest.digest(body));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-256 is part of every JDK", e);
            }
        }

        UUID sealer() {
            UUID tenant = caller.tenantId();
            return tenant == null ? Place.INSTALLATION : tenant;
        }
    }

    /** The kept answer of this request; refuses a running twin (409) and another request under the key (422). */
    Optional<byte[]> kept(Tx tx, Keyed keyed) {
        IdempotencyStore store = new IdempotencyStore(tx);
        if (!store.tryLock(keyed)) {
            throw Problem.conflict("request_in_progress", "The same request is being worked on.")
                    .retryAfter(1);
        }
        return store.find(keyed).map(row -> {
            if (!MessageDigest.isEqual(row.hash(), keyed.hash())) {
                throw Problem.of(
                        Problem.Kind.INVALID,
                        "idempotency_key_reused",
                        "This Idempotency-Key was used for another request.");
            }
            return vault.openBytes(place(keyed, row.id()), row.answer());
        });
    }

    void keep(Tx tx, Keyed keyed, byte[] answer) {
        UUID id = Ids.random();
        new IdempotencyStore(tx).insert(id, keyed, vault.sealBytes(place(keyed, id), answer));
    }

    private static Place place(Keyed keyed, UUID id) {
        return new Place(keyed.sealer(), "platform.idempotency_key", "answer", id);
    }
}
