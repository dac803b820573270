package io.careloom.files;

import io.careloom.kernel.Problem;
import io.careloom.platform.Link;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.sealing.Signer;
import io.careloom.platform.sealing.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes links that open one file's content for a while, and tells true ones from others. */
final class FileLinks {
    private final Signer signer;
    private final Clocks clocks;
    private final Duration open;

    /** @param open how long a link opens */
    FileLinks(Vault vault, Clocks clocks, Duration open) {
        this.signer = new Signer(vault, "file links");
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
                + signer.sign(text(fileId, shown, expires)));
    }

    /** Refuses a link that the server did not make, or whose time is over. */
    void check(UUID fileId, Shown shown, @Nullable String expires, @Nullable String signature) {
        if (expires == null || signature == null || !expires.matches("[0-9]{1,12}")) {
            throw invalid();
        }
        long until = Long.parseLong(expires);
        if (!signer.signed(text(fileId, shown, until), signature)) {
            throw invalid();
        }
        if (clocks.now().isAfter(Instant.ofEpochSecond(until))) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "link_expired", "This link has expired; ask for the file again.");
        }
    }

    private static Problem invalid() {
        return Problem.of(Problem.Kind.FORBIDDEN, "link_invalid", "Access forbidden.");
    }

    private static String text(UUID fileId, Shown shown, long expires) {
        return fileId + "|" + shown.word() + "|" + expires;
    }
}
