package io.careloom.catalog;

import io.careloom.files.Files;
import io.careloom.files.VirusScanner;
import io.careloom.geography.Geography;
import io.careloom.patients.PatientWorld;
import io.careloom.platform.blobs.Blobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The room of the catalog on the ground of a world; no file is ever uploaded there. */
public final class CatalogGround {
    /** The only clinician that there is. */
    public static final UUID CLINICIAN = UUID.fromString("4a6f1f1e-6d3e-4f0a-9c55-0d3b8f6f2b01");

    private CatalogGround() {}

    public static Catalog of(PatientWorld world) {
        Files files = new Files(new Files.Ground(
                new Blobs(Path.of("never-made")),
                world.access.vault,
                world.events,
                world.audit,
                world.clocks,
                VirusScanner.none(),
                Duration.ofHours(1),
                (tx, scope, patientId) -> false));
        return new Catalog(
                new Catalog.Neighbours(new Geography(), world.access.partners, files, (tx, id) -> id.equals(CLINICIAN)),
                new Catalog.Ground(world.events, world.audit, world.clocks));
    }
}
