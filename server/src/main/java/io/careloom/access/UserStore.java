package io.careloom.access;

import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Role;
import io.careloom.platform.database.Tx;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Rows of people and the partners they belong to. */
final class UserStore {
    /** Who is there: a token of a sign-in that was used in the last five minutes still lives. */
    private static final String ONLINE = """
            exists (select 1 from access.sign_in s join access.token t on t.family_id = s.family_id
                    where s.user_id = u.user_id and s.last_used_at > now() - interval '5 minutes'
                      and t.revoked_at is null and t.expires_at > now())
            """;

    private static final String SELECT = """
            select u.user_id, u.role, u.first_name, u.last_name, u.email, u.phone_number, u.timezone_id, u.photo_id,
                   u.password_hash, u.environments, u.clinician_id, u.active, u.created_at, u.updated_at, u.deleted_at,
                   array(select p.partner_id from access.user_partner p
                         where p.user_id = u.user_id order by p.created_at, p.partner_id) as partners,
                   array(select c.clinician_id from access.user_clinician c
                         where c.user_id = u.user_id and c.priority <> 'disabled'
                         order by c.created_at, c.clinician_id) as clinicians,
            """ + ONLINE + """
                   as online
            from access.app_user u
            """;
    private static final String WHOSE = """
            where u.role = :role
              and (:anyPartner or exists (select 1 from access.user_partner p
                    where p.user_id = u.user_id and p.partner_id = any(:partners)))
              and (:anyClinician or exists (select 1 from access.user_clinician c
                    where c.user_id = u.user_id and c.clinician_id = any(:clinicians)))
            """;
    private static final String UNIQUE_VIOLATION = "23505";

    private final Tx tx;

    UserStore(Tx tx) {
        this.tx = tx;
    }

    /** An account with the hash of its password, null when none was chosen yet. */
    record Account(User user, @Nullable String passwordHash) {}

    /** Stores the person; false when the e-mail belongs to another living account. */
    boolean insert(UUID userId, CreateUser person, @Nullable String passwordHash) {
        int inserted = tx.handle()
                .createUpdate("""
                        insert into access.app_user (user_id, role, first_name, last_name, email, phone_number,
                            timezone_id, photo_id, password_hash, environments, clinician_id, active)
                        values (:id, :role, :firstName, :lastName, :email, :phoneNumber,
                            :timezoneId, :photoId, :hash, :environments, :clinicianId, :active)
                        on conflict (lower(email)) where deleted_at is null do nothing
                        """)
                .bind("id", userId)
                .bind("role", person.role().word())
                .bind("firstName", person.firstName())
                .bind("lastName", person.lastName())
                .bind("email", person.email())
                .bind("phoneNumber", person.phoneNumber())
                .bind("timezoneId", person.timezoneId())
                .bind("photoId", person.photoId())
                .bind("hash", passwordHash)
                .bind("environments", words(person.environments()))
                .bind("active", person.active())
                .bind("clinicianId", person.role() == Role.CLINICIAN ? person.clinicianId() : null)
                .execute();
        if (inserted == 0) {
            return false;
        }
        BondStore bonds = new BondStore(tx);
        person.partners()
                .forEach(partnerId -> bonds.putPartner(userId, new People.Membership(partnerId, Change.absent())));
        if (person.role() == Role.MEDICAL_ASSISTANT && person.clinicianId() != null) {
            bonds.putClinician(userId, person.clinicianId(), null);
        }
        return true;
    }

    /**
     * Sets columns, whose names come from the components of {@link ChangeUser}; false when another living account has
     * the e-mail, and then the transaction can only be rolled back.
     */
    boolean update(UUID userId, Map<String, @Nullable Object> columns) {
        String assignments = columns.keySet().stream()
                .map(name -> name + " = :" + name + ", ")
                .collect(Collectors.joining());
        try {
            tx.handle()
                    .createUpdate(
                            "update access.app_user set " + assignments + "updated_at = now() where user_id = :user_id")
                    .bindMap(columns)
                    .bind("user_id", userId)
                    .execute();
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Closes the account: its e-mail is free again. */
    void delete(UUID userId) {
        tx.handle().createUpdate("""
                        update access.app_user set deleted_at = now(), updated_at = now() where user_id = :id
                        """).bind("id", userId).execute();
    }

    /** Accounts of a role, sorted by {@code sort}, one of the columns the routes offer, else by creation. */
    Page<User> page(People.Whose whose, PageQuery query) {
        String where = WHOSE + """
                  and (cast(:search as text) is null
                    or strpos(lower(u.first_name || ' ' || u.last_name || ' ' || u.email), lower(:search)) > 0)
                  and case :trashed when 'ONLY' then u.deleted_at is not null
                                    when 'WITH' then true else u.deleted_at is null end
                """;
        String column = query.sort() == null ? "created_at" : query.sort();
        String order = " order by u." + column + (query.ascending() ? " asc" : " desc") + ", u.user_id ";
        long total = narrow(tx.handle().createQuery("select count(1) from access.app_user u " + where), whose)
                .bind("search", query.search())
                .bind("trashed", query.trashed().name())
                .mapTo(Long.class)
                .one();
        List<User> items = narrow(
                        tx.handle().createQuery(SELECT + where + order + "limit :limit offset :offset"), whose)
                .bind("search", query.search())
                .bind("trashed", query.trashed().name())
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map((row, context) -> account(row).user())
                .list();
        return new Page<>(items, total, query);
    }

    /** The living account with this id, if it is one of these. */
    Optional<User> among(People.Whose whose, UUID userId) {
        return narrow(tx.handle().createQuery(SELECT + WHOSE + " and u.user_id = :id and u.deleted_at is null"), whose)
                .bind("id", userId)
                .map((row, context) -> account(row).user())
                .findOne();
    }

    private static Query narrow(Query query, People.Whose whose) {
        return query.bind("role", whose.role().word())
                .bind("anyPartner", whose.partners() == null)
                .bind("partners", array(whose.partners()))
                .bind("anyClinician", whose.clinicians() == null)
                .bind("clinicians", array(whose.clinicians()));
    }

    private static UUID[] array(@Nullable Set<UUID> ids) {
        return ids == null ? new UUID[0] : ids.toArray(UUID[]::new);
    }

    void setPassword(UUID userId, String hash) {
        tx.handle().createUpdate("""
                        update access.app_user set password_hash = :hash, updated_at = now() where user_id = :id
                        """).bind("hash", hash).bind("id", userId).execute();
    }

    /** True when another living account has the e-mail. */
    boolean isTaken(String email, UUID butNotBy) {
        return tx.handle()
                .createQuery("""
                        select exists (select 1 from access.app_user
                            where lower(email) = lower(:email) and deleted_at is null and user_id <> :id)
                        """)
                .bind("email", email)
                .bind("id", butNotBy)
                .mapTo(Boolean.class)
                .one();
    }

    Optional<Account> find(UUID userId) {
        return tx.handle()
                .createQuery(SELECT + "where u.user_id = :id")
                .bind("id", userId)
                .map((row, context) -> account(row))
                .findOne();
    }

    Optional<Account> withEmail(String email) {
        return tx.handle()
                .createQuery(SELECT + "where lower(u.email) = lower(:email) and u.deleted_at is null")
                .bind("email", email)
                .map((row, context) -> account(row))
                .findOne();
    }

    List<User> all(Collection<UUID> userIds) {
        return tx.handle()
                .createQuery(SELECT + "where u.user_id = any(:ids)")
                .bind("ids", userIds.toArray(UUID[]::new))
                .map((row, context) -> account(row).user())
                .list();
    }

    /** Those of these people who are there. */
    Set<UUID> online(Collection<UUID> userIds) {
        return tx.handle()
                .createQuery("select u.user_id from access.app_user u where u.user_id = any(:ids) and " + ONLINE)
                .bind("ids", userIds.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .set();
    }

    /** Where at least one of these clinicians may work. */
    Set<Environment> environmentsOf(Collection<UUID> clinicianIds) {
        Set<Environment> environments = EnumSet.noneOf(Environment.class);
        tx.handle()
                .createQuery("""
                        select distinct unnest(environments) from access.app_user
                        where clinician_id = any(:ids) and active and deleted_at is null
                        """)
                .bind("ids", clinicianIds.toArray(UUID[]::new))
                .mapTo(String.class)
                .forEach(word -> Environment.named(word).ifPresent(environments::add));
        return environments;
    }

    static String[] words(Collection<Environment> environments) {
        return environments.stream().map(Environment::identifier).sorted().toArray(String[]::new);
    }

    private static Account account(ResultSet row) throws SQLException {
        UUID itself = row.getObject("clinician_id", UUID.class);
        List<UUID> assisted = List.of((UUID[]) row.getArray("clinicians").getArray());
        User user = new User(
                row.getObject("user_id", UUID.class),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                row.getString("phone_number"),
                row.getObject("timezone_id", UUID.class),
                row.getObject("photo_id", UUID.class),
                environments(row.getArray("environments")),
                List.of((UUID[]) row.getArray("partners").getArray()),
                itself == null ? assisted : List.of(itself),
                row.getBoolean("active"),
                row.getBoolean("online"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                instant(row, "deleted_at"));
        return new Account(user, row.getString("password_hash"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Set<Environment> environments(Array words) throws SQLException {
        Set<Environment> environments = EnumSet.noneOf(Environment.class);
        Arrays.stream((String[]) words.getArray())
                .forEach(word -> Environment.named(word).ifPresent(environments::add));
        return environments;
    }
}
