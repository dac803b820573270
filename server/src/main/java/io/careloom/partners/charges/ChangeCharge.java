package io.careloom.partners.charges;

import io.careloom.kernel.Change;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What is to be different in a charge that was added by hand. */
public record ChangeCharge(
        Change<@NotNull LocalDate> date,
        Change<@NotBlank @Size(max = 255) String> title,
        Change<@Size(max = 2_000) String> description,
        Change<@NotNull @Positive @Digits(integer = 8, fraction = 2) BigDecimal> amount) {}
