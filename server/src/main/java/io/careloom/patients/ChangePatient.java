package io.careloom.patients;

import io.careloom.kernel.Change;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different in a patient.
 *
 * @param details new values by the wire names of {@link PatientDetails}, in its types; null clears
 * @param address null to keep
 * @param metafields the custom properties to be: those with other keys go
 */
public record ChangePatient(
        Map<String, ? extends @Nullable Object> details,
        @Nullable AddressChange address,
        Change<List<NewMetafield>> metafields) {
    @Override
    public String toString() {
        return "ChangePatient" + details.keySet();
    }
}
