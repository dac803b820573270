package io.careloom.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody belongs to a partner, or works for a clinician.
 *
 * @param withId the partner, or the clinician
 * @param canUnlockPhi may unlock protected data of the partner's patients; null when nobody said, and for clinicians
 * @param priority how a clinician wants the assistant: preferred, normal or disabled; null for partners
 */
public record Bond(
        UUID userId,
        UUID withId,
        @Nullable Boolean canUnlockPhi,
        @Nullable String priority,
        Instant createdAt,
        Instant updatedAt) {}
