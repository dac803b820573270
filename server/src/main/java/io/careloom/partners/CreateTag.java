package io.careloom.partners;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag to be. Whose it is follows from who makes it, whatever {@code type} a request says.
 *
 * @param removableRole null when anybody may take it off
 * @param autoDetachStatus null or empty for none
 */
public record CreateTag(
        @NotBlank @Size(max = 255) String name,
        @NotBlank @Size(max = 255) String key,

        @NotNull @Pattern(regexp = COLOR, message = NO_COLOR)
        String color,

        @Nullable @Size(max = 1_000) String description,
        @Nullable @Pattern(regexp = ROLE, message = NO_ROLE) String removableRole,
        @Nullable List<@NotNull @Pattern(regexp = STATUS, message = NO_STATUS) String> autoDetachStatus) {
    static final String COLOR = "#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})";
    static final String NO_COLOR = "The color is # with 3, 4, 6 or 8 hexadecimal digits.";
    static final String ROLE = "admin";
    static final String NO_ROLE = "The removable_role is admin or null.";
    static final String STATUS = "created|assigned|waiting|support|approved|processing|completed|cancelled";
    static final String NO_STATUS = "There is no such status of a case.";

    @Override
    public String toString() {
        return "CreateTag[]";
    }
}
