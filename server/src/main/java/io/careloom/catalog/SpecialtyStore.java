package io.careloom.catalog;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of specialties and of the partners that have taken them up. */
final class SpecialtyStore {
    private static final String COLUMNS =
            "s.specialty_id, s.title, s.is_public, s.created_at, s.updated_at, s.deleted_at";
    private static final String WANTED = """
             from catalog.specialty s
            where (cast(:isPublic as boolean) is null or s.is_public = :isPublic)
              and (cast(:search as text) is null or strpos(lower(s.title), lower(cast(:search as text))) > 0)
              and case cast(:trashed as text) when 'WITHOUT' then s.deleted_at is null
                    when 'ONLY' then s.deleted_at is not null else true end
              and (:everything or s.is_public or exists (select 1 from catalog.partner_specialty t
                    where t.specialty_id = s.specialty_id and t.partner_id = any(:partners)))
            """;
    private static final String TAKEN = """
             t.partner_id, t.is_replicate_offerings, t.is_replicate_questionnaires, t.is_replicate_clinicians,
             t.created_at as taken_at, t.updated_at as changed_at
             from catalog.partner_specialty t join catalog.specialty s on s.specialty_id = t.specialty_id
            where s.deleted_at is null and t.partner_id = :partner
            """;

    private final Tx tx;

    SpecialtyStore(Tx tx) {
        this.tx = tx;
    }

    /** Nobody else makes or changes a specialty until this transaction ends: titles are compared with all others. */
    void lockTitles() {
        tx.handle().execute("lock table catalog.specialty in share row exclusive mode");
    }

    boolean hasTitle(String title, UUID otherThan) {
        return tx.handle()
                .createQuery("""
                        select exists (select 1 from catalog.specialty s
                        where lower(s.title) = lower(:title) and s.deleted_at is null and s.specialty_id <> :id)
                        """)
                .bind("title", title)
                .bind("id", otherThan)
                .mapTo(Boolean.class)
                .one();
    }

    void insert(Specialty specialty) {
        tx.handle().createUpdate("""
                        insert into catalog.specialty (specialty_id, version, title, is_public, created_at, updated_at)
                        values (:id, 0, :title, :isPublic, :createdAt, :updatedAt)
                        """).bindMethods(specialty).execute();
    }

    void update(Specialty specialty) {
        tx.handle().createUpdate("""
                        update catalog.specialty set title = :title, is_public = :isPublic, updated_at = :updatedAt,
                            deleted_at = :deletedAt
                        where specialty_id = :id
                        """).bindMethods(specialty).execute();
    }

    /** Counts one more change of the specialty and returns the count. */
    long touch(UUID specialtyId) {
        return tx.handle()
                .createQuery("""
                        update catalog.specialty set version = version + 1 where specialty_id = :id returning version
                        """)
                .bind("id", specialtyId)
                .mapTo(Long.class)
                .one();
    }

    /** Those with these ids that are offered. */
    List<Specialty> all(Collection<UUID> ids) {
        return tx.handle()
                .createQuery("select " + COLUMNS + " from catalog.specialty s"
                        + " where s.specialty_id = any(:ids) and s.deleted_at is null order by s.title")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(SpecialtyStore::specialty)
                .list();
    }

    /** @param seenBy whose own specialties show beside the public ones; null for all */
    Optional<Specialty> find(UUID specialtyId, @Nullable Scope seenBy) {
        return narrow(
                        tx.handle().createQuery("select " + COLUMNS + WANTED + " and s.specialty_id = :id"),
                        PageQuery.FIRST,
                        null,
                        seenBy)
                .bind("id", specialtyId)
                .map(SpecialtyStore::specialty)
                .findOne();
    }

    /** @param seenBy as in {@link #find} */
    Page<Specialty> page(PageQuery query, @Nullable Boolean isPublic, @Nullable Scope seenBy) {
        String sort = query.sort() == null ? "title" : query.sort();
        long total = narrow(tx.handle().createQuery("select count(1)" + WANTED), query, isPublic, seenBy)
                .mapTo(Long.class)
                .one();
        List<Specialty> items = narrow(
                        tx.handle()
                                .createQuery("select " + COLUMNS + WANTED + " order by s." + sort
                                        + (query.ascending() ? " asc" : " desc")
                                        + ", s.specialty_id limit :limit offset :offset"),
                        query,
                        isPublic,
                        seenBy)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(SpecialtyStore::specialty)
                .list();
        return new Page<>(items, total, query);
    }

    private static <S extends SqlStatement<S>> S narrow(
            S statement, PageQuery query, @Nullable Boolean isPublic, @Nullable Scope seenBy) {
        return statement
                .bind("isPublic", isPublic)
                .bind("search", query.search())
                .bind("trashed", query.trashed().name())
                .bind("everything", seenBy == null)
                .bind("partners", seenBy == null ? new UUID[0] : seenBy.partnerArray());
    }

    void take(UUID partnerId, UUID specialtyId, TakenSpecialty.Terms terms, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into catalog.partner_specialty (partner_id, specialty_id, is_replicate_offerings,
                            is_replicate_questionnaires, is_replicate_clinicians, created_at, updated_at)
                        values (:partner, :specialty, :isReplicateOfferings, :isReplicateQuestionnaires,
                            :isReplicateClinicians, :now, :now)
                        on conflict (partner_id, specialty_id) do update set
                            is_replicate_offerings = excluded.is_replicate_offerings,
                            is_replicate_questionnaires = excluded.is_replicate_questionnaires,
                            is_replicate_clinicians = excluded.is_replicate_clinicians, updated_at = excluded.updated_at
                        """)
                .bindMethods(terms)
                .bind("partner", partnerId)
                .bind("specialty", specialtyId)
                .bind("now", now)
                .execute();
    }

    void leave(UUID partnerId, UUID specialtyId) {
        tx.handle()
                .createUpdate("""
                        delete from catalog.partner_specialty where partner_id = :partner and specialty_id = :specialty
                        """)
                .bind("partner", partnerId)
                .bind("specialty", specialtyId)
                .execute();
    }

    Optional<TakenSpecialty> taken(UUID partnerId, UUID specialtyId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + "," + TAKEN + " and s.specialty_id = :specialty for update of t")
                .bind("partner", partnerId)
                .bind("specialty", specialtyId)
                .map(SpecialtyStore::takenOne)
                .findOne();
    }

    /** What this partner has taken up, by title; those that are offered. */
    List<TakenSpecialty> taken(UUID partnerId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + "," + TAKEN + " order by s.title, s.specialty_id")
                .bind("partner", partnerId)
                .map(SpecialtyStore::takenOne)
                .list();
    }

    Set<UUID> partnersOf(UUID specialtyId) {
        return tx
                .handle()
                .createQuery("select t.partner_id from catalog.partner_specialty t where t.specialty_id = :specialty")
                .bind("specialty", specialtyId)
                .mapTo(UUID.class)
                .stream()
                .collect(Collectors.toSet());
    }

    private static TakenSpecialty takenOne(ResultSet row, StatementContext context) throws SQLException {
        return new TakenSpecialty(
                row.getObject("partner_id", UUID.class),
                specialty(row, context),
                new TakenSpecialty.Terms(
                        row.getBoolean("is_replicate_offerings"),
                        row.getBoolean("is_replicate_questionnaires"),
                        row.getBoolean("is_replicate_clinicians")),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static Specialty specialty(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime deletedAt = row.getObject("deleted_at", OffsetDateTime.class);
        return new Specialty(
                row.getObject("specialty_id", UUID.class),
                row.getString("title"),
                row.getBoolean("is_public"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                deletedAt == null ? null : deletedAt.toInstant());
    }
}
