package io.careloom.partners;

import io.careloom.kernel.Environment;
import java.util.UUID;

/** A partner in one environment: the owner of every tenant row. Never changes. */
public record Tenant(UUID tenantId, UUID partnerId, Environment environment) {}
