package io.careloom.clinicians.http;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingBond;
import io.careloom.catalog.offerings.OfferingBond.Kind;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.clinicians.offerings.ClinicianOfferings;
import io.careloom.clinicians.offerings.OfferingClinicians;
import io.careloom.kernel.Change;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ties clinicians to offerings, on the wire: the thing at the other end with a pivot. */
final class OfferingBondJson {
    static final String TYPE = "exclusive|disabled";
    private static final int NOTES = 1_000;

    private OfferingBondJson() {}

    /** The bond itself. */
    record Pivot(
            UUID offeringId,
            UUID clinicianId,
            String type,
            @Nullable String notes,
            Instant createdAt,
            Instant updatedAt) {
        static Pivot of(OfferingBond bond) {
            return new Pivot(
                    bond.key().offeringId(),
                    bond.key().clinicianId(),
                    bond.terms().kind().word(),
                    bond.terms().notes(),
                    bond.createdAt(),
                    bond.updatedAt());
        }
    }

    /** A clinician of an offering; no more of it than a name tells. */
    record OfClinician(
            UUID id,
            UUID clinicianId,
            String firstName,
            String lastName,
            String fullName,
            @Nullable String suffix,
            Pivot pivot) {
        static OfClinician of(OfferingClinicians.Tied tied) {
            ClinicianCard clinician = tied.clinician();
            return new OfClinician(
                    clinician.clinicianId(),
                    clinician.clinicianId(),
                    clinician.firstName(),
                    clinician.lastName(),
                    clinician.fullName(),
                    clinician.suffix(),
                    Pivot.of(tied.bond()));
        }
    }

    /** An offering of a clinician. */
    record OfOffering(
            UUID id,
            @Nullable UUID partnerId,
            @Nullable UUID specialtyId,
            @Nullable String title,
            @Nullable String name,
            String productType,
            boolean active,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            Pivot pivot) {
        static OfOffering of(ClinicianOfferings.Tied tied) {
            Offering offering = tied.offering();
            String title = offering.terms().title();
            String name = offering.product().terms().name();
            return new OfOffering(
                    offering.id(),
                    offering.owner().partnerId(),
                    offering.owner().specialtyId(),
                    title == null ? name : title,
                    name == null ? title : name,
                    offering.product().type().wire(),
                    offering.terms().active(),
                    offering.createdAt(),
                    offering.updatedAt(),
                    offering.deletedAt(),
                    Pivot.of(tied.bond()));
        }
    }

    /** A bond to be. */
    record Put(
            @NotNull @Pattern(regexp = TYPE) String type,
            @Nullable @Size(max = NOTES) String notes) {
        OfferingBond.Terms terms() {
            return new OfferingBond.Terms(Kind.of(type), notes);
        }
    }

    /** Other terms of a bond. */
    record Update(@Nullable @Pattern(regexp = TYPE) String type, Change<@Size(max = NOTES) String> notes) {
        Map<String, @Nullable Object> changes() {
            Map<String, @Nullable Object> changes = new LinkedHashMap<>();
            if (type != null) {
                changes.put("kind", Kind.of(type));
            }
            if (notes instanceof Change.Set<String>(var text)) {
                changes.put("notes", text);
            }
            return changes;
        }
    }
}
