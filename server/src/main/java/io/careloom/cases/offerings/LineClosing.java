package io.careloom.cases.offerings;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.offerings.CaseOffering.Act;
import io.careloom.cases.offerings.Casework.Note;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What becomes of the lines of a case that ends. */
public final class LineClosing {
    private LineClosing() {}

    /**
     * Calls off what is open in a cancelled case; of a completed one, takes off what was not sent and calls off what is on its
     * way. The row of the case is locked.
     *
     * @param end completed or cancelled; nothing happens in any other status
     * @return what happened to each line, to be kept with the case
     */
    public static List<Note> close(Tx tx, Scope tenant, UUID caseId, CaseStatus end, Instant at) {
        List<Note> notes = new ArrayList<>();
        if (end != CaseStatus.COMPLETED && end != CaseStatus.CANCELLED) {
            return notes;
        }
        LineStore store = new LineStore(tx);
        Act act = new Act(LineMoves.Mover.SERVER, at);
        for (CaseOffering line : store.of(tenant, List.of(caseId))) {
            if (line.status().isOpen()) {
                boolean unsent = end == CaseStatus.COMPLETED && line.status() == LineStatus.PENDING;
                CaseOffering after = unsent ? line.remove(act) : line.cancel("The case is " + end.word(), act);
                store.update(after);
                notes.add(note(unsent ? "removed" : "cancelled", after));
            }
        }
        return notes;
    }

    /** How something that happened to a line stands in the history of its case. */
    static Note note(String what, CaseOffering line) {
        return new Note(
                line.id(),
                "offering_" + what,
                "Offering " + what,
                Map.of(
                        "case_offering_id",
                        line.id().toString(),
                        "status",
                        line.status().word()));
    }
}
