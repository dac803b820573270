package io.careloom.platform.outbound;

import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Takes letters in the transaction of the fact they tell of; a worker carries them away after the commit. */
public final class Post {
    private static final JsonMapper JSON = new JsonMapper();

    private final Vault vault;
    private volatile Runnable wake = () -> {};

    /** A post office that seals what waits in it. */
    public Post(Vault vault) {
        this.vault = vault;
    }

    /** Queues the letter; it is sent at least once after the commit. */
    public void send(Tx tx, Letter letter) {
        UUID id = Ids.random();
        new LetterStore(tx).insert(id, vault.seal(place(id), JSON.writeValueAsString(letter)));
        tx.afterCommit(wake);
    }

    Letter read(UUID id, byte[] content) {
        return JSON.readValue(vault.open(place(id), content), Letter.class);
    }

    void onQueued(Runnable action) {
        wake = action;
    }

    private static Place place(UUID id) {
        return new Place(Place.INSTALLATION, "platform.letter", "content", id);
    }
}
