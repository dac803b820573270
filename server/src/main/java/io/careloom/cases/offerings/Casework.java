package io.careloom.cases.offerings;

import io.careloom.cases.CaseStatus;
import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What lines need of the case they are on; the room gives it, so that the chapter knows no case from inside. */
public interface Casework {
    /**
     * A case, as far as its lines look at it.
     *
     * @param stateId where the patient lives
     * @param holderId the clinician who has it; null while nobody does
     * @param locked the clinician has decided: closed to the partner
     * @param at now, by the clock of the tenant
     */
    record At(
            UUID caseId,
            UUID tenantId,
            UUID partnerId,
            UUID patientId,
            UUID stateId,
            @Nullable UUID holderId,
            CaseStatus status,
            boolean locked,
            @Nullable String metadata,
            Instant at) {}

    /**
     * Something to be kept of a line: a row of the case's history, and one of the audit trail.
     *
     * @param type a word such as {@code offering_added}
     * @param title for people, such as {@code Offering added}
     * @param shown what the audit row says
     */
    record Note(UUID lineId, String type, String title, Map<String, Object> shown) {}

    /** The case, if the caller sees it; else 404. */
    At find(Tx tx, Caller caller, UUID caseId);

    /** The case, locked until the transaction ends, if the caller may work on it; else 404 or 403. */
    At lock(Tx tx, Caller caller, UUID caseId);

    /** The case, locked until the transaction ends; empty while its patient is gone. */
    Optional<At> lockIfShown(Tx tx, UUID tenantId, UUID caseId);

    /** Keeps what happened to a line of a locked case. */
    void note(Tx tx, Caller caller, At of, Note note);

    /** Tells an event of a locked case, which gets the case's next number. */
    void tell(Tx tx, At of, LongFunction<DomainEvent> event);

    /** Moves a locked case, as the server. */
    void move(Tx tx, At of, CaseStatus to, @Nullable String reason);

    /** Takes a locked case from support back to processing, by whoever calls; a caller who may not is a conflict. */
    void backToProcessing(Tx tx, Caller caller, At of);

    /** The partner has to approve a locked case too; nothing when that was known. */
    void needApproval(Tx tx, Caller caller, At of);
}
