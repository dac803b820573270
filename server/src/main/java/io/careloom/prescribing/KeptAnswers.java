package io.careloom.prescribing;

import io.careloom.platform.database.Tx;
import io.careloom.platform.json.StoredJson;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the network answered about patients, kept sealed, the latest of each kind. */
final class KeptAnswers {
    static final Kind<MedicationFill> FILLS = new Kind<>("fills", MedicationFill[].class);
    static final Kind<Eligibility> ELIGIBILITIES = new Kind<>("eligibilities", Eligibility[].class);

    private static final String NOTHING = "[]";

    private final Vault vault;

    KeptAnswers(Vault vault) {
        this.vault = vault;
    }

    /**
     * A kind of answer.
     *
     * @param question its word in the table
     */
    record Kind<T>(String question, Class<T[]> type) {}

    /** Whose answer it is. */
    record Whose(UUID tenantId, UUID patientId) {}

    /** @param at when the network said so, by the tenant's clock */
    record Kept<T>(List<T> answer, Instant at) {}

    <T> Optional<Kept<T>> find(Tx tx, Whose whose, Kind<T> kind) {
        return new KeptAnswerStore(tx)
                .find(whose, kind.question())
                .map(row -> new Kept<>(
                        StoredJson.list(vault.open(place(whose, kind), row.sealed()), kind.type()), row.at()));
    }

    /** Keeps an answer in the place of the one before; false when it says the same, nothing kept being an empty answer. */
    <T> boolean keep(Tx tx, Whose whose, Kind<T> kind, Kept<T> now) {
        KeptAnswerStore store = new KeptAnswerStore(tx);
        Place place = place(whose, kind);
        byte[] before = store.lock(whose, kind.question(), vault.seal(place, NOTHING));
        String text = StoredJson.text(now.answer());
        store.update(whose, kind.question(), vault.seal(place, text), now.at());
        return !vault.open(place, before).equals(text);
    }

    private static Place place(Whose whose, Kind<?> kind) {
        return new Place(whose.tenantId(), "prescribing.kept_answer", kind.question(), whose.patientId());
    }
}
