package io.careloom.files;

import io.careloom.kernel.Change;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different in a file.
 *
 * @param rotate degrees by which a picture is turned on, clockwise, in quarter turns
 */
public record ChangeFile(
        Change<@NotBlank @Size(max = 255) String> name,
        Change<@NotNull String> type,
        @Nullable Integer rotate) {
    @Override
    public String toString() {
        return "ChangeFile[]";
    }
}
