package io.careloom.clinicians;

import io.careloom.kernel.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different in a clinician.
 *
 * @param details new values by the wire names of {@link ClinicianDetails}, in its types; null clears
 */
public record ChangeClinician(Map<String, ? extends @Nullable Object> details, Change<NewAddress> address) {
    @Override
    public String toString() {
        return "ChangeClinician" + details.keySet();
    }
}
