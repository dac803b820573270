package io.careloom.clinicians;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The nationwide licences of clinicians. A clinician has one NPI; a number that cannot be true is refused. */
public final class Licenses {
    private final ClinicianReach reach;
    private final ClinicianTrail trail;
    private final LicenseStore store = new LicenseStore();

    Licenses(ClinicianReach reach, ClinicianTrail trail) {
        this.reach = reach;
        this.trail = trail;
    }

    /** The licences of a clinician within the caller's reach, oldest first. */
    public Page<License> list(Tx tx, Caller caller, UUID clinicianId, PageQuery query) {
        return store.page(tx, reach.require(tx, caller, clinicianId).clinicianId(), query);
    }

    /** One licence of a clinician within the caller's reach. */
    public License find(Tx tx, Caller caller, UUID clinicianId, UUID licenseId) {
        reach.require(tx, caller, clinicianId);
        return store.find(tx, clinicianId, licenseId).orElseThrow(Problem::notFound);
    }

    /** Adds a licence of type {@code npi} or {@code dea}, in any case. */
    public License create(Tx tx, Caller caller, UUID clinicianId, String type, String value) {
        return add(tx, caller, reach.manageOrSelf(tx, caller, clinicianId), type.toLowerCase(Locale.ROOT), value);
    }

    /** Changes the number of a licence. */
    public License change(Tx tx, Caller caller, UUID clinicianId, UUID licenseId, String value) {
        reach.manageOrSelf(tx, caller, clinicianId);
        return set(tx, caller, store.find(tx, clinicianId, licenseId).orElseThrow(Problem::notFound), value);
    }

    /** Removes a licence. */
    public void delete(Tx tx, Caller caller, UUID clinicianId, UUID licenseId) {
        reach.manage(tx, caller, clinicianId);
        License license = store.find(tx, clinicianId, licenseId).orElseThrow(Problem::notFound);
        store.delete(tx, licenseId);
        trail.tell(
                tx, caller, ClinicianTrail.change("clinician.license_removed", clinicianId, told(license), Map.of()));
    }

    /** What a clinician says of its own licences; a type it has once is corrected, not doubled. */
    void putOwn(Tx tx, Caller caller, Clinician own, List<ChangeOwnProfile.OwnLicense> said) {
        for (ChangeOwnProfile.OwnLicense one : said) {
            List<License> present = of(tx, List.of(own.clinicianId())).getOrDefault(own.clinicianId(), List.of());
            UUID licenseId = one.licenseId();
            License before = present.stream()
                    .filter(has -> licenseId == null
                            ? has.type().equals(one.type())
                                    && (has.type().equals("npi") || has.value().equals(one.value()))
                            : has.licenseId().equals(licenseId))
                    .findFirst()
                    .orElse(null);
            if (before != null) {
                set(tx, caller, before, one.value());
            } else if (licenseId != null) {
                throw Problem.invalid("licenses", "A license_id is unknown.");
            } else {
                add(tx, caller, own, one.type(), one.value());
            }
        }
    }

    Map<UUID, List<License>> of(Tx tx, Collection<UUID> clinicianIds) {
        return store.of(tx, clinicianIds);
    }

    private License add(Tx tx, Caller caller, Clinician clinician, String type, String value) {
        if (!LicensePolicy.knows(type)) {
            throw Problem.invalid("type", "The type is npi or dea.");
        }
        requireTrue(type, value);
        Instant now = trail.now();
        License license = new License(Ids.random(), clinician.clinicianId(), type, value, now, now);
        if (!store.insert(tx, license)) {
            throw Problem.invalid("value", "The clinician has this licence, or another NPI, already.");
        }
        trail.tell(
                tx,
                caller,
                ClinicianTrail.change("clinician.license_added", clinician.clinicianId(), Map.of(), told(license)));
        return license;
    }

    private License set(Tx tx, Caller caller, License before, String value) {
        if (before.value().equals(value)) {
            return before;
        }
        requireTrue(before.type(), value);
        License after = new License(
                before.licenseId(), before.clinicianId(), before.type(), value, before.createdAt(), trail.now());
        if (!store.update(tx, after)) {
            throw Problem.invalid("value", "The clinician has this licence already.");
        }
        trail.tell(
                tx,
                caller,
                ClinicianTrail.change("clinician.license_changed", before.clinicianId(), told(before), told(after)));
        return after;
    }

    private static void requireTrue(String type, String value) {
        LicensePolicy.fault(type, value).ifPresent(reason -> {
            throw Problem.invalid("value", reason);
        });
    }

    private static Map<String, Object> told(License license) {
        return Map.of("license_id", license.licenseId(), "type", license.type(), "value", license.value());
    }
}
