package io.careloom.cases.offerings;

import java.util.UUID;

/**
 * One line of a case.
 *
 * @param kind a line of another kind is unknown
 */
public record LineKey(UUID caseId, UUID lineId, LineKind kind) {
    /** A line of any kind. */
    public static LineKey of(UUID caseId, UUID lineId) {
        return new LineKey(caseId, lineId, LineKind.ANY);
    }
}
