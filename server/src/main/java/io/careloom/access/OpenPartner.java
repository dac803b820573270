package io.careloom.access;

import io.careloom.partners.PartnerFields;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A new partner and the first person who may sign in for it, as {@code POST /web/partners} sends them. */
public record OpenPartner(
        @NotNull @Valid PartnerFields partner,
        @NotNull @Valid PanelUser panelUser) {
    /** The first panel user; chooses a password by a mailed invitation. */
    public record PanelUser(
            @NotBlank @Size(max = 255) String name,
            @NotBlank @Email @Size(max = 255) String email,
            @Nullable UUID timezoneId) {
        @Override
        public String toString() {
            return "PanelUser";
        }
    }
}
