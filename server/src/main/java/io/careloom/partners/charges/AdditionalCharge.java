package io.careloom.partners.charges;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge that was added by hand, shaped like the wire.
 *
 * @param date the day it is for
 * @param amount in the operator's currency, two decimals
 */
public record AdditionalCharge(
        UUID id,
        UUID partnerId,
        LocalDate date,
        String title,
        @Nullable String description,
        BigDecimal amount,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}
