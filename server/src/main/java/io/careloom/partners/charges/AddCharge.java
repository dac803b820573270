package io.careloom.partners.charges;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A charge to add by hand. */
public record AddCharge(
        @NotNull LocalDate date,
        @NotBlank @Size(max = 255) String title,
        @Nullable @Size(max = 2_000) String description,

        @NotNull @Positive @Digits(integer = 8, fraction = 2)
        BigDecimal amount) {}
