package io.careloom.platform.audit;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the changes of one thing back, values opened. Whether the caller may see them is for the room of the thing to say. */
public final class AuditHistory {
    private static final Map<String, String> WORDS = Map.of("changed", "updated", "removed", "deleted");

    private final Vault vault;
    private final Authors authors;

    /** Names people; ids of nobody are left out. */
    @FunctionalInterface
    public interface Authors {
        /** Full names by id. */
        Map<UUID, String> names(Tx tx, Collection<UUID> ids);
    }

    /**
     * Whose changes are meant.
     *
     * @param id a thing of the installation, such as a clinician or a partner
     * @param tenants tenants of the thing whose webhook endpoints and credentials belong to its history
     * @param owner the tenant of an order; null for things of the installation
     */
    public record Subject(
            UUID id, Set<UUID> tenants, @Nullable UUID owner) {
        /** A thing of the installation, with settings in these tenants. */
        public Subject(UUID id, Set<UUID> tenants) {
            this(id, tenants, null);
        }

        /** An order of this tenant. */
        public static Subject ofTenant(UUID id, UUID tenantId) {
            return new Subject(id, Set.of(), tenantId);
        }

        /** A thing without tenants. */
        public static Subject of(UUID id) {
            return new Subject(id, Set.of());
        }
    }

    /** A history whose values the vault opens. */
    public AuditHistory(Vault vault, Authors authors) {
        this.vault = vault;
        this.authors = authors;
    }

    /** A page of its changes in the order of their commits. */
    public Page<AuditEntry> page(Tx tx, Subject subject, PageQuery query) {
        Page<AuditHistoryStore.Row> page = new AuditHistoryStore(tx).page(subject, query);
        Set<UUID> callers =
                page.items().stream().map(AuditHistoryStore.Row::callerId).collect(Collectors.toSet());
        Map<UUID, String> names = callers.isEmpty() ? Map.of() : authors.names(tx, callers);
        return page.map(row -> entry(row, names));
    }

    private AuditEntry entry(AuditHistoryStore.Row row, Map<UUID, String> names) {
        AuditValues values = AuditValues.open(vault, row.tenantId(), row.auditId(), row.sealed());
        UUID caller = row.callerId();
        String name = names.get(caller);
        return new AuditEntry(
                row.auditId(),
                event(row.action()),
                model(row.subjectType()),
                row.subjectId(),
                caller.equals(Place.INSTALLATION) ? null : caller,
                row.role(),
                name == null ? null : new AuditEntry.Author(caller, name),
                values.before(),
                values.after(),
                row.address(),
                row.route(),
                row.requestId(),
                row.at());
    }

    /** {@code clinician.changed} is an update of a clinician. */
    private static String event(String action) {
        String verb = action.substring(action.indexOf('.') + 1);
        return WORDS.getOrDefault(verb, verb);
    }

    private static String model(String subjectType) {
        return List.of(subjectType.split("_", -1)).stream()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", "App\\Models\\", ""));
    }
}
