package io.careloom.platform.sealing;

import com.google.crypto.tink.Aead;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Seals and opens column values with AES-256-GCM under a data key per tenant. Data keys lie wrapped by the master key in
 * {@code platform.data_key}; they are made on first use, by whichever node comes first, and kept in memory.
 */
public final class Vault {
    private static final Origin ORIGIN = Origin.worker("vault");

    private final Transactions transactions;
    private final Wrapping wrapping;
    private final Map<UUID, Aead> keys = new ConcurrentHashMap<>();

    /**
     * A vault whose data keys are wrapped by the master key.
     *
     * @param transactions ones that a caller inside a transaction need not wait for: {@code Database.aside()}
     */
    public Vault(Transactions transactions, MasterKey master) {
        this.transactions = transactions;
        this.wrapping = new Wrapping(master);
    }

    /**
     * Opens the installation's own data key, so that a wrong master key is found at start.
     *
     * @throws MasterKey.Refused when the keys of this database belong to another master key
     */
    public void check() {
        key(Place.INSTALLATION);
    }

    /** The value, readable only at this place again. */
    public byte[] seal(Place place, String text) {
        return sealBytes(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, readable only at this place again. */
    public byte[] sealBytes(Place place, byte[] bytes) {
        try {
            return key(place.tenantId()).encrypt(bytes, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * The value that was sealed at this place.
     *
     * @throws IllegalStateException when it was sealed elsewhere or changed
     */
    public String open(Place place, byte[] sealed) {
        return new String(openBytes(place, sealed), StandardCharsets.UTF_8);
    }

    /** The bytes that were sealed at this place; fails as {@link #open} does. */
    public byte[] openBytes(Place place, byte[] sealed) {
        try {
            return key(place.tenantId()).decrypt(sealed, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a sealed value of " + place.table() + "." + place.column() + " does not open", e);
        }
    }

    /**
     * A secret of the installation, such as a signing key: made on first use, by whichever node comes first, and kept
     * wrapped by the master key in {@code platform.named_key}.
     */
    public byte[] secret(String name, Supplier<byte[]> maker) {
        byte[] wrapped = transactions.write(ORIGIN, tx -> {
            DataKeyStore store = new DataKeyStore(tx);
            return store.named(name, () -> {
                requireCurrent(store);
                return wrapping.wrapSecret(name, maker.get());
            });
        });
        return wrapping.secret(name, wrapped);
    }

    private Aead key(UUID tenantId) {
        Aead known = keys.get(tenantId);
        return known == null ? loaded(tenantId) : known;
    }

    /** One at a time: after a start, all first callers would ask at once. */
    private synchronized Aead loaded(UUID tenantId) {
        Aead known = keys.get(tenantId);
        if (known != null) {
            return known;
        }
        // an own transaction: the key must outlive the caller's, which may roll back
        byte[] wrapped = transactions.write(ORIGIN, tx -> {
            DataKeyStore store = new DataKeyStore(tx);
            return store.ofTenant(tenantId, () -> {
                requireCurrent(store);
                return wrapping.newDataKey(tenantId);
            });
        });
        Aead opened = wrapping.dataKey(tenantId, wrapped);
        keys.put(tenantId, opened);
        return opened;
    }

    /** Nothing is wrapped by a master key that was rotated away: until the transaction ends, none can be. */
    private void requireCurrent(DataKeyStore store) {
        store.sharedInstallationKey().ifPresent(wrapped -> wrapping.dataKey(Place.INSTALLATION, wrapped));
    }
}
