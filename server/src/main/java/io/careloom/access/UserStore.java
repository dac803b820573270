package io.careloom.access;

import io.careloom.kernel.Environment;
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
import org.jspecify.annotations.Nullable;

/** Rows of people and the partners they belong to. */
final class UserStore {
    private static final String SELECT = """
            select u.user_id, u.role, u.first_name, u.last_name, u.email, u.phone_number, u.timezone_id,
                   u.password_hash, u.environments, u.clinician_id, u.active, u.created_at, u.updated_at, u.deleted_at,
                   array(select p.partner_id from access.user_partner p
                         where p.user_id = u.user_id order by p.partner_id) as partners
            from access.app_user u
            """;

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
                            timezone_id, password_hash, environments, clinician_id)
                        values (:id, :role, :firstName, :lastName, :email, :phoneNumber,
                            :timezoneId, :hash, :environments, :clinicianId)
                        on conflict (lower(email)) where deleted_at is null do nothing
                        """)
                .bind("id", userId)
                .bind("role", person.role().word())
                .bind("firstName", person.firstName())
                .bind("lastName", person.lastName())
                .bind("email", person.email())
                .bind("phoneNumber", person.phoneNumber())
                .bind("timezoneId", person.timezoneId())
                .bind("hash", passwordHash)
                .bind("environments", words(person.environments()))
                .bind("clinicianId", person.clinicianId())
                .execute();
        if (inserted == 0) {
            return false;
        }
        for (UUID partnerId : person.partners()) {
            tx.handle()
                    .createUpdate("insert into access.user_partner (user_id, partner_id) values (:user, :partner)")
                    .bind("user", userId)
                    .bind("partner", partnerId)
                    .execute();
        }
        return true;
    }

    /** Sets columns; the names come from the components of {@link ChangeUser}. */
    void update(UUID userId, Map<String, @Nullable Object> columns) {
        String assignments = columns.keySet().stream()
                .map(name -> name + " = :" + name + ", ")
                .collect(Collectors.joining());
        tx.handle()
                .createUpdate(
                        "update access.app_user set " + assignments + "updated_at = now() where user_id = :user_id")
                .bindMap(columns)
                .bind("user_id", userId)
                .execute();
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

    static String[] words(Collection<Environment> environments) {
        return environments.stream().map(Environment::identifier).sorted().toArray(String[]::new);
    }

    private static Account account(ResultSet row) throws SQLException {
        User user = new User(
                row.getObject("user_id", UUID.class),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                row.getString("phone_number"),
                row.getObject("timezone_id", UUID.class),
                environments(row.getArray("environments")),
                List.of((UUID[]) row.getArray("partners").getArray()),
                row.getObject("clinician_id", UUID.class),
                row.getBoolean("active"),
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
