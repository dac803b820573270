package io.careloom.platform.audit;

import io.careloom.kernel.Caller;
import io.careloom.platform.database.Origin;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody saw a subject, or tried to.
 *
 * @param subjectId the patient seen, null when a list was empty or the attempt was refused
 * @param refused true for an attempt that was answered 403 or 404
 */
public record AuditedRead(
        Caller caller, Origin origin, @Nullable UUID subjectId, boolean refused) {}
