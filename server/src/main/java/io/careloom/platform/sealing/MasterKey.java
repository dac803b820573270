package io.careloom.platform.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that wraps all data keys: a Tink AES-256-GCM keyset in JSON. Without it a backup is worthless. */
public final class MasterKey {
    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink could not register AEAD", e);
        }
    }

    private final @Nullable KeyFile file;
    private volatile Aead aead;

    /** The master key cannot be used, or not for this database; the message, for an operator, says why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    private MasterKey(Aead aead, @Nullable KeyFile file) {
        this.aead = aead;
        this.file = file;
    }

    /** The key from its JSON text; refused when it is not a Tink AEAD keyset. */
    public static MasterKey of(String json) {
        return new MasterKey(primitive(json), null);
    }

    private static MasterKey of(KeyFile file) {
        return new MasterKey(primitive(file.read()), file);
    }

    private static Aead primitive(String json) {
        try {
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
            return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new Refused("the master key is not a Tink AEAD keyset in JSON; make one with: careloom key create");
        }
    }

    /** Reads the file again, where there is one: a rotation replaces it under a running server. */
    boolean renewed() {
        if (file == null) {
            return false;
        }
        aead = primitive(file.read());
        return true;
    }

    /** A key that lives as long as the process; for tests. */
    public static MasterKey fresh() {
        return of(newKeyset());
    }

    /** The key that is configured: the JSON itself, or a file that holds it; empty when neither is set. */
    public static Optional<MasterKey> configured(@Nullable String json, @Nullable Path file) {
        if (json != null) {
            return Optional.of(of(json));
        }
        return file == null ? Optional.empty() : Optional.of(of(new KeyFile(file)));
    }

    /** The key of an embedded installation, made once, readable by its owner only. */
    public static MasterKey inDirectory(Path directory) {
        KeyFile file = new KeyFile(fileIn(directory));
        if (!file.exists()) {
            file.replace(newKeyset());
        }
        return of(file);
    }

    /** Where {@link #inDirectory} keeps the key. */
    public static Path fileIn(Path directory) {
        return directory.resolve("master.json");
    }

    /** A new key as JSON text, for {@link #of}: whoever has it can open everything. */
    public static String newKeyset() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                            InsecureSecretKeyAccess.get())
                    .strip();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    Aead aead() {
        return aead;
    }
}
