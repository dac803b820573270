package io.careloom.platform.audit;

import io.careloom.platform.OwnFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest checkpoint that this machine saw, outside the database: whoever cuts off the end of the trail there, or all of
 * it, is found by it. It is never replaced by one of another chain.
 */
public final class KeptCheckpoint {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCheckpoint.class);

    private final OwnFile file;

    /** The one in this file, which is made when there is something to keep. */
    public KeptCheckpoint(Path file) {
        this.file = new OwnFile(file);
    }

    /** The one below a data directory. */
    public static KeptCheckpoint below(Path data) {
        return new KeptCheckpoint(data.resolve("keys").resolve("audit-checkpoint"));
    }

    /** Where it is. */
    public Path path() {
        return file.path();
    }

    /** Number and head of the block; empty when none was kept or the file cannot be read. */
    public Optional<String> read() {
        try {
            return file.exists() ? Optional.of(file.read().strip()) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("the audit checkpoint in {} cannot be read", file.path());
            return Optional.empty();
        }
    }

    void keep(AuditBlock block) {
        try {
            file.replace(AuditSealer.checkpoint(block) + "\n");
        } catch (IOException e) {
            LOG.warn(
                    "the audit checkpoint cannot be kept in {} ({})",
                    file.path(),
                    e.getClass().getSimpleName());
        }
    }
}
