package io.careloom.clinicians;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a clinician says is different in itself.
 *
 * @param licenses numbers that are new or different; the others stay
 * @param practiceAreas ids of its practice areas or states, as it believes; null when it did not say. Only an administrator
 *     changes them, so other ids are refused
 */
public record ChangeOwnProfile(
        ChangeClinician profile,
        List<OwnLicense> licenses,
        @Nullable List<UUID> practiceAreas) {
    /** A licence by its id, or a new one. */
    public record OwnLicense(@Nullable UUID licenseId, String type, String value) {}
}
