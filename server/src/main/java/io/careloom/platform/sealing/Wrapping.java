package io.careloom.platform.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Wraps data keys and secrets by the master key, and unwraps them; looks for a newer master key when one does not open. */
record Wrapping(MasterKey master) {
    private interface Opening<T> {
        T with(Aead aead) throws GeneralSecurityException;
    }

    byte[] newDataKey(UUID tenantId) {
        try {
            return wrapped(tenantId, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key could not be made", e);
        }
    }

    Aead dataKey(UUID tenantId, byte[] wrapped) {
        return opened(aead -> unwrapped(tenantId, wrapped, aead).getPrimitive(RegistryConfiguration.get(), Aead.class));
    }

    byte[] dataKeyAnew(UUID tenantId, byte[] wrapped) {
        KeysetHandle key = opened(aead -> unwrapped(tenantId, wrapped, aead));
        try {
            return wrapped(tenantId, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key could not be wrapped", e);
        }
    }

    byte[] secret(String name, byte[] wrapped) {
        return opened(aead -> aead.decrypt(wrapped, bound(name)));
    }

    byte[] wrapSecret(String name, byte[] secret) {
        try {
            return master.aead().encrypt(secret, bound(name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be wrapped", e);
        }
    }

    private <T> T opened(Opening<T> opening) {
        try {
            return opening.with(master.aead());
        } catch (GeneralSecurityException e) {
            // perhaps it was rotated meanwhile
            if (!master.renewed()) {
                throw foreign();
            }
        }
        try {
            return opening.with(master.aead());
        } catch (GeneralSecurityException e) {
            throw foreign();
        }
    }

    private static MasterKey.Refused foreign() {
        return new MasterKey.Refused(
                "the keys of this database belong to another master key; start with the one it was made with");
    }

    private byte[] wrapped(UUID tenantId, KeysetHandle key) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, master.aead(), name(tenantId));
    }

    private static KeysetHandle unwrapped(UUID tenantId, byte[] wrapped, Aead aead) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, aead, name(tenantId));
    }

    private static byte[] name(UUID tenantId) {
        return ("data key of " + tenantId).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bound(String name) {
        return ("secret " + name).getBytes(StandardCharsets.UTF_8);
    }
}
