package io.careloom.platform.sealing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** The text of a master key, which while it is rotated holds two keys: the newest wraps, both unwrap. */
final class MasterKeyset {
    private MasterKeyset() {}

    static boolean isRotating(String json) {
        return read(json).size() > 1;
    }

    /** With a new key besides, which wraps from now on. */
    static String withNew(String json) {
        try {
            return write(KeysetHandle.newBuilder(read(json))
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    /** The key that wraps, alone. */
    static String newestOf(String json) {
        return alone(read(json).getPrimary());
    }

    /** The key that wrapped before. */
    static String olderOf(String json) {
        KeysetHandle handle = read(json);
        for (int i = 0; i < handle.size(); i++) {
            if (!handle.getAt(i).isPrimary()) {
                return alone(handle.getAt(i));
            }
        }
        throw new IllegalStateException("no key is older");
    }

    /** What tells this key from others, eight hex digits; says nothing of the key. */
    static String name(String json) {
        return String.format("%08x", read(json).getPrimary().getId());
    }

    private static String alone(KeysetHandle.Entry entry) {
        try {
            return write(KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot stand alone", e);
        }
    }

    private static KeysetHandle read(String json) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new MasterKey.Refused("the master key is not a Tink AEAD keyset in JSON");
        }
    }

    private static String write(KeysetHandle handle) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    }
}
