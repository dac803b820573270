package io.careloom.partners;

import io.careloom.kernel.Change;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What is to be different in a tag; its key and owner stay. */
public record ChangeTag(
        Change<@NotBlank @Size(max = 255) String> name,
        Change<@NotNull @Pattern(regexp = CreateTag.COLOR, message = CreateTag.NO_COLOR) String> color,
        Change<@Size(max = 1_000) String> description,
        Change<@Pattern(regexp = CreateTag.ROLE, message = CreateTag.NO_ROLE) String> removableRole,
        Change<List<@NotNull @Pattern(regexp = CreateTag.STATUS, message = CreateTag.NO_STATUS) String>>
                autoDetachStatus) {
    @Override
    public String toString() {
        return "ChangeTag[]";
    }
}
