package io.careloom.platform.audit;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The audit trail's own keys: one for keyed hashes, which the database never sees, and a pair for signatures. */
final class AuditKeys {
    private static final int KEY_BYTES = 32;
    private static final byte[] SIGNED = "careloom audit block".getBytes(StandardCharsets.UTF_8);

    private final SecretKeySpec hashing;
    private final Ed25519Sign signer;
    private final byte[] publicKey;

    private AuditKeys(byte[] hashing, byte[] signing) {
        this.hashing = new SecretKeySpec(hashing, "HmacSHA256");
        try {
            Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(signing);
            this.signer = new Ed25519Sign(pair.getPrivateKey());
            this.publicKey = pair.getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the audit keys cannot be used", e);
        }
    }

    /** The installation's keys, made on first use. */
    static AuditKeys of(Vault vault) {
        return new AuditKeys(
                vault.secret("audit hash", () -> Secrets.bytes(KEY_BYTES)),
                vault.secret("audit signature", () -> Secrets.bytes(KEY_BYTES)));
    }

    /** A fresh keyed hash, HMAC-SHA256. */
    Mac hash() {
        try {
            Mac mac = Mac.getInstance(hashing.getAlgorithm());
            mac.init(hashing);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    byte[] sign(long number, byte[] head) {
        try {
            return signer.sign(signed(number, head));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block could not be signed", e);
        }
    }

    boolean isSigned(long number, byte[] head, byte[] signature) {
        try {
            new Ed25519Verify(publicKey).verify(signature, signed(number, head));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] signed(long number, byte[] head) {
        return ByteBuffer.allocate(SIGNED.length + Long.BYTES + head.length)
                .put(SIGNED)
                .putLong(number)
                .put(head)
                .array();
    }

    /** The public half of the signing pair, in hex. */
    String publicKeyHex() {
        return HexFormat.of().formatHex(publicKey);
    }
}
