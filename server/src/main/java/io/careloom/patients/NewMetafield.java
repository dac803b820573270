package io.careloom.patients;

import org.jspecify.annotations.Nullable;

/** A custom property of a patient; its key is unique within the patient. */
public record NewMetafield(String key, @Nullable String title, String value, String type) {
    @Override
    public String toString() {
        return "NewMetafield[]";
    }
}
