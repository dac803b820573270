package io.careloom.partners;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** An address to be stored; an unknown state is refused with a reason. */
public record NewAddress(
        @NotBlank @Size(max = 255) String address,
        @NotBlank @Size(max = 20) String zipCode,
        @NotBlank @Size(max = 255) String cityName,
        @NotNull UUID stateId) {}
