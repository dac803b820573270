package io.careloom.platform.http;

import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.sealing.Vault;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What the server needs of the rest of the platform. */
public record HttpParts(
        Transactions transactions,
        Authenticator authenticator,
        Vault vault,
        ReadAudit readAudit,
        Maintenance maintenance,
        Json json,
        PrometheusMeterRegistry metrics) {}
