package io.careloom.files;

import io.careloom.kernel.Problem;
import io.careloom.platform.Link;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes links that open one file's content for a while, and tells true ones from others. */
final class FileLinks {
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Vault vault;
    private final Clocks clocks;
    private final Duration open;
    private volatile byte @Nullable [] key;

    /** @param open how long a link opens */
    FileLinks(Vault vault, Clocks clocks, Duration open) {
        this.vault = vault;
        this.clocks = clocks;
        this.open = open;
    }

    /** What a link shows. */
    enum Shown {
        FILE,
        THUMBNAIL;

        String word() {
            return this == FILE ? "file" : "thumbnail";
        }
    }

    Link to(UUID fileId, Shown shown) {
        long expires = clocks.now().plus(open).getEpochSecond();
        return new Link("/s3/files/" + fileId + "/" + shown.word() + "?expires=" + expires + "&signature="
                + signature(fileId, shown, expires));
    }

    /** Refuses a link that the server did not make, or whose time is over. */
    void check(UUID fileId, Shown shown, @Nullable String expires, @Nullable String signature) {
        if (expires == null || signature == null || !expires.matches("[0-9]{1,12}")) {
            throw invalid();
        }
        long until = Long.parseLong(expires);
        byte[] right = signature(fileId, shown, until).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8))) {
            throw invalid();
        }
        if (clocks.now().isAfter(Instant.ofEpochSecond(until))) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "link_expired", "This link has expired; ask for the file again.");
        }
    }

    private static Problem invalid() {
        return Problem.of(Problem.Kind.FORBIDDEN, "link_invalid", "Access forbidden.");
    }

    private String signature(UUID fileId, Shown shown, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            String signed = fileId + "|" + shown.word() + "|" + expires;
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private byte[] key() {
        byte[] known = key;
        if (known == null) {
            known = vault.secret("file links", () -> Secrets.bytes(KEY_BYTES));
            key = known;
        }
        return known;
    }
}
