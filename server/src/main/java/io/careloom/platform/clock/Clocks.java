package io.careloom.platform.clock;

import java.time.Instant;
import java.util.UUID;

/** Business time. Leases and tokens use the database's clock instead. */
public interface Clocks {
    /** Now, by the tenant's clock, to the microsecond. */
    Instant now(UUID tenantId);

    /** Now for things that belong to no tenant, to the microsecond. */
    Instant now();
}
