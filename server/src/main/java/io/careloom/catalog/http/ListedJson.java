package io.careloom.catalog.http;

import io.careloom.catalog.Disease;
import io.careloom.catalog.DispenseUnit;
import io.careloom.catalog.Listed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lists as staff see them: raw records (answers C10). */
final class ListedJson {
    private ListedJson() {}

    record OfDisease(
            UUID id,
            String icd,
            String description,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {
        static OfDisease of(Listed<Disease> listed) {
            return new OfDisease(
                    listed.id(),
                    listed.thing().icd(),
                    listed.thing().description(),
                    listed.createdAt(),
                    listed.updatedAt(),
                    listed.deletedAt());
        }
    }

    record OfDispenseUnit(
            UUID id,
            int dosespotDispenseUnitId,
            String name,
            String abbreviation,
            String singular,
            String plural,
            String singularOrPlural,
            boolean active,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {
        static OfDispenseUnit of(Listed<DispenseUnit> listed) {
            DispenseUnit unit = listed.thing();
            return new OfDispenseUnit(
                    listed.id(),
                    unit.dispenseUnitId(),
                    unit.name(),
                    unit.abbreviation(),
                    unit.singular(),
                    unit.plural(),
                    unit.singularOrPlural(),
                    unit.active(),
                    listed.createdAt(),
                    listed.updatedAt(),
                    listed.deletedAt());
        }
    }
}
