package io.careloom.patients;

import io.careloom.kernel.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A custom property of a patient; its key is unique within the patient. */
public record NewMetafield(String key, @Nullable String title, String value, String type) {
    @Override
    public String toString() {
        return "NewMetafield[]";
    }

    /** INVALID when a key stands twice. */
    static void requireDistinctKeys(List<NewMetafield> fields) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            if (!keys.add(fields.get(i).key())) {
                throw Problem.invalid("metafields." + i + ".key", "The key stands twice in this list.");
            }
        }
    }
}
