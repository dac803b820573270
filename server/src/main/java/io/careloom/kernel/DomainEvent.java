package io.careloom.kernel;

import java.util.Map;
import java.util.UUID;

/** A fact of the past, appended to the event log in the transaction that made it true. Implementations are records. */
public interface DomainEvent {
    /** In the tenant's place for facts of the whole installation. */
    UUID INSTALLATION = new UUID(0, 0);

    /** The tenant whose fact this is. */
    UUID tenantId();

    /** The thing the fact is about (case, patient, …); facts of one subject are delivered in order. */
    UUID subjectId();

    /** The subject's version after this fact, from 1, without gaps. */
    long sequence();

    /** The fact's values in wire order, wire names: plain strings, numbers, booleans, nulls, lists and maps. */
    Map<String, Object> fields();
}
