package io.careloom.partners;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows of tags, and which of them clinicians keep at hand. */
final class TagStore {
    private static final String COLUMNS = """
            select t.tag_id as id, t.name, t.key, t.description, t.color,
                   case when t.partner_id is not null then 'partner' when t.clinician_id is not null then 'clinician'
                        else 'global' end as type,
                   t.removable_role, t.auto_detach_status, t.created_at, t.updated_at, t.deleted_at,
                   cast(null as text) as notes
            """;
    private static final String SEEN = """
             from partners.tag t
            where (t.partner_id = any(:partners) or t.clinician_id = :clinician
                   or (t.partner_id is null and t.clinician_id is null))
            """;
    private static final String FILTERED = """
              and (cast(:type as text) is null or :type = case when t.partner_id is not null then 'partner'
                   when t.clinician_id is not null then 'clinician' else 'global' end)
              and (cast(:key as text) is null or t.key = :key)
              and (cast(:search as text) is null or t.name ilike '%' || :search || '%' or t.key ilike '%' || :search || '%')
              and case cast(:trashed as text) when 'WITHOUT' then t.deleted_at is null
                    when 'ONLY' then t.deleted_at is not null else true end
            """;
    private static final String FAVORED = """
              and exists (select 1 from partners.favorite_tag f where f.tag_id = t.tag_id and f.clinician_id = :clinician)
            """;

    private final Tx tx;

    TagStore(Tx tx) {
        this.tx = tx;
    }

    /**
     * Whose tags are seen besides the global ones.
     *
     * @param clinicianId whose own tags; null for nobody's
     */
    record Sight(Set<UUID> partners, @Nullable UUID clinicianId) {
        /** The global ones only. */
        static final Sight GLOBAL = new Sight(Set.of(), null);
    }

    /** Whose a tag is; both null for a global one. */
    record Owner(@Nullable UUID partnerId, @Nullable UUID clinicianId) {}

    private static <S extends SqlStatement<S>> S bound(S statement, Sight sight) {
        return statement.bind("partners", sight.partners().toArray(UUID[]::new)).bind("clinician", sight.clinicianId());
    }

    /** Stores a tag; false when its owner has the key already, also on one that is just being made. */
    boolean insert(UUID tagId, Owner owner, CreateTag tag, String @Nullable [] autoDetach) {
        return tx.handle()
                        .createUpdate("""
                                insert into partners.tag (tag_id, partner_id, clinician_id, name, key, description, color,
                                    removable_role, auto_detach_status)
                                values (:id, :partner, :clinician, :name, :key, coalesce(:description, ''), :color,
                                    :role, :statuses)
                                on conflict do nothing
                                """)
                        .bind("id", tagId)
                        .bind("partner", owner.partnerId())
                        .bind("clinician", owner.clinicianId())
                        .bind("name", tag.name())
                        .bind("key", tag.key())
                        .bind("description", tag.description())
                        .bind("color", tag.color())
                        .bind("role", tag.removableRole())
                        .bind("statuses", autoDetach)
                        .execute()
                == 1;
    }

    /** Writes all that can change. */
    void update(Tag changed) {
        List<String> statuses = changed.autoDetachStatus();
        tx.handle()
                .createUpdate("""
                        update partners.tag set name = :name, description = :description, color = :color,
                            removable_role = :role, auto_detach_status = :statuses, updated_at = now()
                        where tag_id = :id
                        """)
                .bind("name", changed.name())
                .bind("description", changed.description())
                .bind("color", changed.color())
                .bind("role", changed.removableRole())
                .bind("statuses", statuses == null ? null : statuses.toArray(String[]::new))
                .bind("id", changed.id())
                .execute();
    }

    void delete(UUID tagId) {
        tx.handle()
                .createUpdate("update partners.tag set deleted_at = now(), updated_at = now() where tag_id = :id")
                .bind("id", tagId)
                .execute();
    }

    /** The living tag, when it is seen. */
    Optional<Tag> find(Sight sight, UUID tagId) {
        return one(COLUMNS + SEEN + "and t.tag_id = :id and t.deleted_at is null", sight, tagId);
    }

    /** The same, with its row locked until the transaction ends. */
    Optional<Tag> lock(Sight sight, UUID tagId) {
        return one(COLUMNS + SEEN + "and t.tag_id = :id and t.deleted_at is null for update", sight, tagId);
    }

    private Optional<Tag> one(String sql, Sight sight, UUID tagId) {
        return bound(tx.handle().createQuery(sql), sight)
                .bind("id", tagId)
                .map(RecordMapper.of(Tag.class))
                .findOne();
    }

    /** Tags by id, whoever owns them, also deleted ones. */
    List<Tag> all(Collection<UUID> tagIds) {
        return tx.handle()
                .createQuery(COLUMNS + " from partners.tag t where t.tag_id = any(:ids)")
                .bind("ids", tagIds.toArray(UUID[]::new))
                .map(RecordMapper.of(Tag.class))
                .list();
    }

    /** Oldest first unless asked otherwise; sortable by {@code name} and {@code key}. */
    Page<Tag> page(Sight sight, TagFilter filter, PageQuery query) {
        return page(SEEN + FILTERED, sight, filter, query);
    }

    /** The living ones that the clinician of the sight keeps at hand. */
    Page<Tag> favorites(Sight sight, PageQuery query) {
        return page(SEEN + FILTERED + FAVORED, sight, new TagFilter(null, null), query);
    }

    private Page<Tag> page(String from, Sight sight, TagFilter filter, PageQuery query) {
        String order = switch (query.sort()) {
            case "name" -> "t.name";
            case "key" -> "t.key";
            case null, default -> "t.created_at";
        };
        long total = filtered("select count(*)" + from, sight, filter, query)
                .mapTo(Long.class)
                .one();
        List<Tag> items = filtered(
                        COLUMNS + from + " order by " + order + (query.ascending() ? " asc" : " desc")
                                + ", t.tag_id limit :limit offset :offset",
                        sight,
                        filter,
                        query)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(RecordMapper.of(Tag.class))
                .list();
        return new Page<>(items, total, query);
    }

    private Query filtered(String sql, Sight sight, TagFilter filter, PageQuery query) {
        return bound(tx.handle().createQuery(sql), sight)
                .bind("type", filter.type())
                .bind("key", filter.key())
                .bind("search", query.search())
                .bind("trashed", query.trashed().name());
    }

    void favor(UUID clinicianId, UUID tagId) {
        tx.handle()
                .createUpdate("""
                        insert into partners.favorite_tag (clinician_id, tag_id) values (:clinician, :tag)
                        on conflict do nothing
                        """)
                .bind("clinician", clinicianId)
                .bind("tag", tagId)
                .execute();
    }

    /** False when it was none of the clinician's. */
    boolean unfavor(UUID clinicianId, UUID tagId) {
        return tx.handle()
                        .createUpdate(
                                "delete from partners.favorite_tag where clinician_id = :clinician and tag_id = :tag")
                        .bind("clinician", clinicianId)
                        .bind("tag", tagId)
                        .execute()
                == 1;
    }
}
