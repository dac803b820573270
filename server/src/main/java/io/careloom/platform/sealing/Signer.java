package io.careloom.platform.sealing;

import io.careloom.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs what links say by a secret of the installation, so that every node knows true ones from others. */
public final class Signer {
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Vault vault;
    private final String name;
    /** Knows the key; each signature takes a copy, which is half as dear as a new one. */
    private volatile @Nullable Mac keyed;

    /** A signer whose secret has this name; another name makes other signatures. */
    public Signer(Vault vault, String name) {
        this.vault = vault;
        this.name = name;
    }

    /** Lower-case hex HMAC-SHA256 of the text. */
    public String sign(String text) {
        try {
            Mac mac = (Mac) keyed().clone();
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    /** Whether the signature is the text's; takes the same time for every wrong one. */
    public boolean signed(String text, String signature) {
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private Mac keyed() throws GeneralSecurityException {
        Mac known = keyed;
        if (known == null) {
            known = Mac.getInstance(ALGORITHM);
            known.init(new SecretKeySpec(vault.secret(name, () -> Secrets.bytes(KEY_BYTES)), ALGORITHM));
            keyed = known;
        }
        return known;
    }
}
