package io.careloom.platform.audit;

import io.careloom.kernel.Caller;
import io.careloom.platform.audit.AuditRow.Place;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.sealing.Vault;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the trail as JSON Lines, in the order of commits. Needs the database and the master key, no running server; holds
 * a thousand rows at a time. Rows that a running transaction could still get before are left for the next export.
 */
public final class AuditExport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Origin ORIGIN = Origin.worker("careloom audit export");
    private static final int ROWS = 1_000;

    private final Transactions transactions;
    private final Vault vault;
    private final AuditTrail trail;

    /**
     * What is wanted.
     *
     * @param from first moment of recording, by the database's clock
     * @param until the moment behind the last
     * @param opened whether sealed values are opened; that is noted in the trail
     */
    public record Wanted(Instant from, Instant until, boolean opened) {}

    /** An export from this database. */
    public AuditExport(Transactions transactions, Vault vault, Clocks clocks) {
        this.transactions = transactions;
        this.vault = vault;
        this.trail = new AuditTrail(vault, clocks);
    }

    /**
     * Writes all rows of the span; returns how many.
     *
     * @throws IOException when they cannot be written there
     */
    public long write(Wanted wanted, Appendable to) throws IOException {
        if (wanted.opened()) {
            note(wanted);
        }
        long written = 0;
        Place last = AuditSealer.START;
        for (List<AuditRow> rows = rowsAfter(last, wanted); !rows.isEmpty(); rows = rowsAfter(last, wanted)) {
            for (AuditRow row : rows) {
                to.append(JSON.writeValueAsString(line(row, wanted.opened()))).append('\n');
                written++;
            }
            last = rows.getLast().place();
        }
        return written;
    }

    private void note(Wanted wanted) {
        Map<String, String> span =
                Map.of("from", wanted.from().toString(), "until", wanted.until().toString());
        UUID installation = io.careloom.platform.sealing.Place.INSTALLATION;
        AuditedChange change = new AuditedChange("audit.exported", null, "audit", installation, Map.of(), span);
        transactions.write(ORIGIN, tx -> {
            trail.changed(tx, Caller.system(installation), change);
            return true;
        });
    }

    private List<AuditRow> rowsAfter(Place place, Wanted wanted) {
        return transactions.read(
                ORIGIN, tx -> new AuditChainStore(tx).rowsAfter(place, wanted.from(), wanted.until(), ROWS));
    }

    private Map<String, @Nullable Object> line(AuditRow row, boolean opened) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("era", row.place().era());
        line.put("xid", row.place().xid());
        line.put("position", row.place().position());
        line.put("recorded_at", row.recordedAt().toString());
        for (int i = 0; i < AuditChainStore.TEXTS.size(); i++) {
            line.put(AuditChainStore.TEXTS.get(i), row.texts().get(i));
        }
        line.put("at", moment(String.valueOf(line.get("at"))));
        byte[] sealed = row.sealed();
        line.put("sealed", sealed == null ? null : Base64.getEncoder().encodeToString(sealed));
        if (opened) {
            String tenant = (String) line.get("tenant_id");
            UUID auditId = UUID.fromString(String.valueOf(line.get("audit_id")));
            AuditValues values =
                    AuditValues.open(vault, tenant == null ? null : UUID.fromString(tenant), auditId, sealed);
            line.put("old_values", values.before());
            line.put("new_values", values.after());
        }
        return line;
    }

    private static String moment(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS).toString();
    }
}
