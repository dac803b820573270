package io.careloom.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** A key to be made for one environment of a partner. */
public record CreateCredential(
        @NotBlank @Size(max = 255) String name, @NotNull UUID environmentId) {}
