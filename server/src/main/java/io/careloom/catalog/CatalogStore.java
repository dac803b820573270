package io.careloom.catalog;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of the installation's lists. */
final class CatalogStore {
    private static final String DISEASE =
            "select d.disease_id as id, d.icd, d.description, d.created_at, d.updated_at, d.deleted_at ";
    private static final String DISEASES_WANTED = """
            from catalog.disease d
            where (cast(:description as text) is null
                    or strpos(lower(d.description), lower(cast(:description as text))) > 0)
              and (cast(:icd as text) is null or strpos(d.icd, cast(:icd as text)) > 0)
              and case cast(:trashed as text) when 'WITHOUT' then d.deleted_at is null
                    when 'ONLY' then d.deleted_at is not null else true end
            """;
    private static final String UNIT = """
            select u.id, u.dispense_unit_id, u.name, u.abbreviation, u.singular, u.plural, u.singular_or_plural,
                u.active, u.created_at, u.updated_at, u.deleted_at
            """;
    private static final String UNITS_WANTED = """
            from catalog.dispense_unit u
            where (cast(:name as text) is null or strpos(lower(u.name), lower(cast(:name as text))) > 0)
              and (cast(:active as boolean) is null or u.active = :active)
              and (cast(:dispenseUnitId as integer) is null or u.dispense_unit_id = :dispenseUnitId)
              and case cast(:trashed as text) when 'WITHOUT' then u.deleted_at is null
                    when 'ONLY' then u.deleted_at is not null else true end
            """;

    private final Tx tx;

    CatalogStore(Tx tx) {
        this.tx = tx;
    }

    List<Listed<Disease>> diseases(Collection<UUID> ids) {
        return tx.handle()
                .createQuery(
                        DISEASE
                                + "from catalog.disease d where d.disease_id = any(:ids) and d.deleted_at is null order by d.icd")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(CatalogStore::disease)
                .list();
    }

    Page<Listed<Disease>> diseases(DiseaseFilter filter, PageQuery query) {
        String order = "description".equals(query.sort()) ? "d.description" : "d.icd";
        return page(new Wanted(DISEASES_WANTED, filter), DISEASE, order, query, CatalogStore::disease);
    }

    Optional<Listed<DispenseUnit>> unit(UUID id) {
        return tx.handle()
                .createQuery(UNIT + "from catalog.dispense_unit u where u.id = :id and u.deleted_at is null")
                .bind("id", id)
                .map(CatalogStore::unit)
                .findOne();
    }

    Optional<Listed<DispenseUnit>> unit(int number) {
        return tx.handle()
                .createQuery(UNIT
                        + "from catalog.dispense_unit u where u.dispense_unit_id = :number and u.deleted_at is null")
                .bind("number", number)
                .map(CatalogStore::unit)
                .findOne();
    }

    List<Listed<DispenseUnit>> units(DispenseUnitFilter filter) {
        return tx.handle()
                .createQuery(UNIT + UNITS_WANTED + "order by u.name")
                .bindMethods(filter)
                .bind("trashed", PageQuery.Trashed.WITHOUT.name())
                .map(CatalogStore::unit)
                .list();
    }

    Page<Listed<DispenseUnit>> units(DispenseUnitFilter filter, PageQuery query) {
        String order = "dosespot_dispense_unit_id".equals(query.sort()) ? "u.dispense_unit_id" : "u.name";
        return page(new Wanted(UNITS_WANTED, filter), UNIT, order, query, CatalogStore::unit);
    }

    /** A condition and the record that its parameters come from. */
    private record Wanted(String condition, Object parameters) {}

    private <T> Page<T> page(Wanted wanted, String columns, String order, PageQuery query, RowMapper<T> mapper) {
        long total = tx.handle()
                .createQuery("select count(1) " + wanted.condition())
                .bindMethods(wanted.parameters())
                .bind("trashed", query.trashed().name())
                .mapTo(Long.class)
                .one();
        List<T> items = tx.handle()
                .createQuery(columns + wanted.condition() + "order by " + order + (query.ascending() ? " asc" : " desc")
                        + ", id limit :limit offset :offset")
                .bindMethods(wanted.parameters())
                .bind("trashed", query.trashed().name())
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(mapper)
                .list();
        return new Page<>(items, total, query);
    }

    private static Listed<Disease> disease(ResultSet row, StatementContext context) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return listed(row, id, new Disease(id, row.getString("icd"), row.getString("description")));
    }

    private static Listed<DispenseUnit> unit(ResultSet row, StatementContext context) throws SQLException {
        DispenseUnit unit = new DispenseUnit(
                row.getInt("dispense_unit_id"),
                row.getString("name"),
                row.getString("abbreviation"),
                row.getString("singular"),
                row.getString("plural"),
                row.getString("singular_or_plural"),
                row.getBoolean("active"));
        return listed(row, row.getObject("id", UUID.class), unit);
    }

    private static <T> Listed<T> listed(ResultSet row, UUID id, T thing) throws SQLException {
        OffsetDateTime deletedAt = row.getObject("deleted_at", OffsetDateTime.class);
        return new Listed<>(
                id,
                thing,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                deletedAt == null ? null : deletedAt.toInstant());
    }
}
