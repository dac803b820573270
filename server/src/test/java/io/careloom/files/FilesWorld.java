package io.careloom.files;

import io.careloom.access.AccessWorld;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.blobs.Blobs;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.events.EventLog;
import io.careloom.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** The room of files on a real database and a folder, with a clock that goes only when it is told to. */
final class FilesWorld implements AutoCloseable {
    static final Duration OPEN = Duration.ofMinutes(15);

    final AccessWorld access;
    final Files files;

    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    FilesWorld(TestDatabase database, Path folder) {
        access = new AccessWorld(database.database());
        Clocks clocks = new Clocks() {
            @Override
            public Instant now(UUID tenantId) {
                return now;
            }

            @Override
            public Instant now() {
                return now;
            }
        };
        files = new Files(new Files.Ground(
                new Blobs(folder),
                access.vault,
                new EventLog(clocks),
                new AuditTrail(access.vault, clocks),
                clocks,
                VirusScanner.none(),
                OPEN,
                (_, scope, _) -> scope.isWhole()));
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    /** An administrator who reaches this partner. */
    static Caller admin(UUID partnerId) {
        return new Caller(
                UUID.randomUUID(),
                Role.ADMIN,
                EnumSet.of(
                        Permission.FILE_READ,
                        Permission.FILE_WRITE,
                        Permission.PARTNER_READ,
                        Permission.DOCUMENT_READ,
                        Permission.PARTNER_MANAGE),
                new Scope(Set.of(), Set.of(partnerId)),
                Set.of(),
                null,
                null,
                null);
    }

    /** Uploads content as this caller, examined and kept in one commit. */
    Files.Seen upload(Caller caller, String name, byte[] content) {
        try (NewFile file = examined(caller, name, content)) {
            return access.write(tx -> files.add(tx, caller, file));
        }
    }

    /** An upload whose row is still missing. */
    NewFile examined(Caller caller, String name, byte[] content) {
        return files.receive(caller, sink -> {
            sink.write(content, 0, content.length);
            return new Files.Told(null, null, name);
        });
    }

    @Override
    public void close() {
        access.close();
    }
}
