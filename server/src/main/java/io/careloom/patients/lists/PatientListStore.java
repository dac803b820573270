package io.careloom.patients.lists;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.patients.lists.PatientLists.Filter;
import io.careloom.platform.database.Patterns;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** Pages of patients: only the conditions that are asked for stand in the statement, so that each can use its index. */
final class PatientListStore {
    private static final String COLUMNS = """
            select p.patient_id, p.tenant_id, p.prefix, p.first_name, p.middle_name, p.last_name, p.suffix, p.email,
                   p.metadata, p.gender, p.phone_number, p.phone_type, p.date_of_birth, p.active, p.is_sms_enabled,
                   p.is_email_enabled, p.external_id, p.state_id, p.created_at, p.updated_at, p.deleted_at
            """;
    private static final String FROM = " from patients.patient p where p.tenant_id = any(:tenants)";

    private static final Map<PageQuery.Trashed, String> LIVING = Map.of(
            PageQuery.Trashed.WITHOUT, " and p.deleted_at is null",
            PageQuery.Trashed.WITH, "",
            PageQuery.Trashed.ONLY, " and p.deleted_at is not null");

    private static final String BY_TEXT = """
             and (p.patient_id = :textId or p.tenant_id = any(:named) or lower(p.email) like :text
              or lower(p.last_name) like :text or lower(p.first_name || ' ' || p.last_name) like :text)
            """;

    /** For people of care. */
    private static final String OPEN = """
             and exists (select 1 from patients.reader r
               where r.patient_id = p.patient_id and r.tenant_id = p.tenant_id and r.reader_id = any(:readers))
            """;

    /** By the words of {@code sort}; the first also without one. */
    private static final Map<String, String> ORDERS = Map.of(
            "last_name", "lower(p.last_name) %1$s, lower(p.first_name) %1$s",
            "first_name", "lower(p.first_name) %1$s, lower(p.last_name) %1$s",
            "email", "lower(p.email) %1$s",
            "date_of_birth", "p.date_of_birth %1$s",
            "created_at", "p.created_at %1$s",
            "updated_at", "p.updated_at %1$s");

    /** A patient as lists read it. */
    record Row(
            UUID patientId,
            UUID tenantId,
            PatientLine.Person person,
            UUID stateId,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {}

    Page<Row> page(Tx tx, Scope scope, Filter filter, PageQuery page) {
        String from = from(scope) + LIVING.get(page.trashed()) + conditions(filter);
        String order = ORDERS.getOrDefault(String.valueOf(page.sort()), String.valueOf(ORDERS.get("last_name")))
                .formatted(page.ascending() ? "asc" : "desc");
        List<Row> found = bound(
                        tx.handle()
                                .createQuery(COLUMNS + from + " order by " + order
                                        + ", p.patient_id limit :limit offset :offset"),
                        scope,
                        filter)
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map((row, context) -> row(row))
                .list();
        long total = bound(tx.handle().createQuery("select count(*)" + from), scope, filter)
                .mapTo(long.class)
                .one();
        return new Page<>(found, total, page);
    }

    Optional<Row> find(Tx tx, Scope scope, UUID patientId) {
        return bound(
                        tx.handle()
                                .createQuery(
                                        COLUMNS + from(scope) + " and p.deleted_at is null and p.patient_id = :id"),
                        scope,
                        Filter.who(patientId, null, null, null))
                .map((row, context) -> row(row))
                .findOne();
    }

    private static String from(Scope scope) {
        return scope.isWhole() ? FROM : FROM + OPEN;
    }

    private static String conditions(Filter filter) {
        StringBuilder sql = new StringBuilder();
        add(sql, filter.id(), " and p.patient_id = :id");
        add(sql, filter.email(), " and lower(p.email) = :email");
        add(sql, filter.firstName(), " and lower(p.first_name) like :firstName");
        add(sql, filter.lastName(), " and lower(p.last_name) like :lastName");
        add(sql, filter.stateId(), " and p.state_id = :state");
        add(sql, filter.gender(), " and p.gender = :gender");
        add(sql, filter.bornFrom(), " and p.date_of_birth >= :bornFrom");
        add(sql, filter.bornUntil(), " and p.date_of_birth <= :bornUntil");
        add(sql, filter.text(), BY_TEXT);
        return sql.toString();
    }

    private static void add(StringBuilder sql, @Nullable Object value, String condition) {
        if (value != null) {
            sql.append(condition);
        }
    }

    private static Query bound(Query query, Scope scope, Filter filter) {
        return query.configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("tenants", scope.tenantArray())
                .bind("readers", scope.readerArray())
                .bind("id", filter.id())
                .bind("email", lower(filter.email()))
                .bind("firstName", begun(filter.firstName()))
                .bind("lastName", begun(filter.lastName()))
                .bind("state", filter.stateId())
                .bind("gender", filter.gender())
                .bind("bornFrom", filter.bornFrom())
                .bind("bornUntil", filter.bornUntil())
                .bind("text", begun(filter.text()))
                .bind("textId", filter.textId())
                .bind("named", filter.named().tenantArray());
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String begun(@Nullable String text) {
        return text == null ? null : Patterns.beginning(text);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("patient_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                new PatientLine.Person(
                        row.getString("prefix"),
                        row.getString("first_name"),
                        row.getString("middle_name"),
                        row.getString("last_name"),
                        row.getString("suffix"),
                        row.getString("email"),
                        row.getString("metadata"),
                        row.getInt("gender"),
                        row.getString("phone_number"),
                        row.getInt("phone_type"),
                        row.getObject("date_of_birth", LocalDate.class),
                        row.getBoolean("active"),
                        row.getBoolean("is_sms_enabled"),
                        row.getBoolean("is_email_enabled"),
                        row.getString("external_id")),
                row.getObject("state_id", UUID.class),
                at(row, "created_at"),
                at(row, "updated_at"),
                row.getObject("deleted_at") == null ? null : at(row, "deleted_at"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
