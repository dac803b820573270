package io.careloom.clinicians.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.catalog.Specialty;
import io.careloom.clinicians.ClinicianBond;
import io.careloom.clinicians.ClinicianBond.Kind;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.clinicians.ClinicianBond.Tied;
import io.careloom.partners.PartnerView;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ties clinicians to specialties and partners, on the wire: the thing at the other end with a pivot. */
final class BondJson {
    private static final String PRIORITY = "preferred|normal|disabled";

    private BondJson() {}

    /** The bond itself; it names the specialty or the partner. */
    record Pivot(
            UUID clinicianId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID specialtyId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID partnerId,

            String priority,
            Instant createdAt,
            Instant updatedAt) {
        static Pivot of(ClinicianBond bond) {
            UUID other = bond.key().otherId();
            return new Pivot(
                    bond.key().clinicianId(),
                    bond.key().kind() == Kind.SPECIALTY ? other : null,
                    bond.key().kind() == Kind.PARTNER ? other : null,
                    bond.priority().word(),
                    bond.createdAt(),
                    bond.updatedAt());
        }
    }

    /** A specialty of a clinician. */
    record OfSpecialty(
            UUID id,
            String title,
            boolean isPublic,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            Pivot pivot) {
        static OfSpecialty of(Tied<Specialty> tied) {
            Specialty specialty = tied.thing();
            return new OfSpecialty(
                    specialty.id(),
                    specialty.title(),
                    specialty.isPublic(),
                    specialty.createdAt(),
                    specialty.updatedAt(),
                    specialty.deletedAt(),
                    Pivot.of(tied.bond()));
        }

        static List<OfSpecialty> all(List<Tied<Specialty>> tied) {
            return tied.stream().map(OfSpecialty::of).toList();
        }
    }

    /** A partner of a clinician. */
    record OfPartner(@JsonUnwrapped PartnerView partner, Pivot pivot) {
        static OfPartner of(Tied<PartnerView> tied) {
            return new OfPartner(tied.thing(), Pivot.of(tied.bond()));
        }

        static List<OfPartner> all(List<Tied<PartnerView>> tied) {
            return tied.stream().map(OfPartner::of).toList();
        }
    }

    /** A bond to be: {@code normal} unless said otherwise. */
    record Put(@Nullable @Pattern(regexp = PRIORITY) String priority) {
        Priority chosen() {
            return priority == null ? Priority.NORMAL : Priority.of(priority);
        }
    }

    /** Another priority. */
    record Update(@NotNull @Pattern(regexp = PRIORITY) String priority) {
        Priority chosen() {
            return Priority.of(priority);
        }
    }
}
