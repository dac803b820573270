package io.careloom.clinicians;

import io.careloom.files.StoredFile;
import io.careloom.geography.State;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician with what belongs to it.
 *
 * @param online whether the clinician used the server in the last five minutes
 */
public record ClinicianView(
        Clinician clinician,
        @Nullable Address address,
        List<License> licenses,
        List<PracticeArea> practiceAreas,
        @Nullable StoredFile photo,
        @Nullable StoredFile automaticSyncVideo,
        boolean online) {

    /** Where the clinician sits, as the wire shows it. */
    public record Address(
            UUID addressId, String address, @Nullable String address2, String zipCode, String cityName, State state) {
        @Override
        public String toString() {
            return "Address[" + addressId + "]";
        }
    }
}
