package io.careloom.cases.charts;

import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What pharmacies send for cases, as lists of cases show it; the room of orders, which stands above, knows. */
@FunctionalInterface
public interface CaseOrders {
    /** The orders of each of these cases; cases without any are left out. */
    Map<UUID, List<Line>> of(Tx tx, Scope scope, Collection<UUID> caseIds);

    /** An order of a case, shaped like the wire. */
    record Line(UUID id, UUID externalId, String status, Instant createdAt, Instant updatedAt) {}
}
