package io.careloom.access;

import io.careloom.platform.database.Tx;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens and refresh tokens by digest; every time here is the database's. */
final class TokenStore {
    private final Tx tx;

    TokenStore(Tx tx) {
        this.tx = tx;
    }

    /** Whose token it is: a credential of a tenant, or a user. */
    record Holder(
            @Nullable UUID credentialId,
            @Nullable UUID tenantId,
            @Nullable UUID userId) {}

    private record Held(Holder holder, @Nullable UUID unused) {}

    /** A sign-in of a person: all tokens that came from it. */
    record Family(UUID familyId, UUID userId) {}

    void insertForCredential(byte[] digest, UUID credentialId) {
        tx.handle()
                .createUpdate("""
                        insert into access.token (token_digest, credential_id, expires_at)
                        values (:digest, :credential, now() + make_interval(secs => :seconds))
                        """)
                .bind("digest", digest)
                .bind("credential", credentialId)
                .bind("seconds", SignInPolicy.ACCESS_LIFETIME.toSeconds())
                .execute();
    }

    void insert(byte[] digest, Family family) {
        tx.handle()
                .createUpdate("""
                        insert into access.token (token_digest, user_id, family_id, expires_at)
                        values (:digest, :user, :family, now() + make_interval(secs => :seconds))
                        """)
                .bind("digest", digest)
                .bind("user", family.userId())
                .bind("family", family.familyId())
                .bind("seconds", SignInPolicy.ACCESS_LIFETIME.toSeconds())
                .execute();
    }

    void insertRefresh(byte[] digest, Family family) {
        tx.handle()
                .createUpdate("""
                        insert into access.refresh_token (token_digest, user_id, family_id, expires_at)
                        values (:digest, :user, :family, now() + make_interval(secs => :seconds))
                        """)
                .bind("digest", digest)
                .bind("user", family.userId())
                .bind("family", family.familyId())
                .bind("seconds", SignInPolicy.REFRESH_LIFETIME.toSeconds())
                .execute();
    }

    void insertSignIn(Family family, SignIns.From from) {
        tx.handle()
                .createUpdate("""
                        insert into access.sign_in (family_id, user_id, user_agent, address)
                        values (:family, :user, left(:agent, 255), :address)
                        """)
                .bind("family", family.familyId())
                .bind("user", family.userId())
                .bind("agent", from.userAgent())
                .bind("address", from.address())
                .execute();
    }

    /** The living sign-ins of a person, the one last used first; none is current. */
    List<Devices.Device> devices(UUID userId) {
        return tx.handle()
                .createQuery("""
                        select s.family_id, s.user_agent, s.address, s.created_at, s.last_used_at
                        from access.sign_in s
                        where s.user_id = :user and exists (select 1 from access.refresh_token t
                            where t.family_id = s.family_id and t.used_at is null and t.revoked_at is null
                              and t.expires_at > now())
                        order by s.last_used_at desc, s.family_id
                        """)
                .bind("user", userId)
                .map((row, context) -> new Devices.Device(
                        row.getObject("family_id", UUID.class),
                        row.getString("user_agent"),
                        row.getString("address"),
                        false,
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Whose living token this is. Its sign-in counts as used now, which is written once a minute at most. */
    Optional<Holder> holder(byte[] digest) {
        Optional<Held> held = tx.handle()
                .createQuery("""
                        select t.credential_id, c.tenant_id, t.user_id,
                               case when s.last_used_at < now() - interval '1 minute' then s.family_id end as unused
                        from access.token t
                        left join access.credential c on c.credential_id = t.credential_id
                        left join access.sign_in s on s.family_id = t.family_id
                        where t.token_digest = :digest and t.revoked_at is null and t.expires_at > now()
                          and c.deleted_at is null
                        """)
                .bind("digest", digest)
                .map((row, context) -> new Held(
                        new Holder(
                                row.getObject("credential_id", UUID.class),
                                row.getObject("tenant_id", UUID.class),
                                row.getObject("user_id", UUID.class)),
                        row.getObject("unused", UUID.class)))
                .findOne();
        held.map(Held::unused).ifPresent(this::use);
        return held.map(Held::holder);
    }

    private void use(UUID familyId) {
        tx.handle().createUpdate("""
                        update access.sign_in set last_used_at = now()
                        where family_id = :family and last_used_at < now() - interval '1 minute'
                        """).bind("family", familyId).execute();
    }

    /** Uses up a living refresh token; empty when it is unknown, expired, revoked or was used before. */
    Optional<Family> use(byte[] refreshDigest) {
        return tx.handle()
                .createQuery("""
                        update access.refresh_token set used_at = now()
                        where token_digest = :digest and used_at is null and revoked_at is null and expires_at > now()
                        returning family_id, user_id
                        """)
                .bind("digest", refreshDigest)
                .map((row, context) ->
                        new Family(row.getObject("family_id", UUID.class), row.getObject("user_id", UUID.class)))
                .findOne();
    }

    /** The sign-in an access or refresh token came from, whatever became of it. */
    Optional<UUID> family(byte[] digest) {
        return tx.handle()
                .createQuery("""
                        select family_id from access.token where token_digest = :digest and family_id is not null
                        union select family_id from access.refresh_token where token_digest = :digest
                        """)
                .bind("digest", digest)
                .mapTo(UUID.class)
                .findOne();
    }

    void revokeFamily(UUID familyId) {
        tx.handle().createUpdate("""
                        update access.token set revoked_at = now() where family_id = :family and revoked_at is null
                        """).bind("family", familyId).execute();
        tx.handle().createUpdate("""
                        update access.refresh_token set revoked_at = now()
                        where family_id = :family and revoked_at is null
                        """).bind("family", familyId).execute();
    }

    /** Ends all sign-ins of a person but one. */
    void revokeOthers(UUID userId, @Nullable UUID familyId) {
        tx.handle()
                .createUpdate("""
                        update access.token set revoked_at = now()
                        where user_id = :user and family_id is distinct from :family and revoked_at is null
                        """)
                .bind("user", userId)
                .bind("family", familyId)
                .execute();
        tx.handle()
                .createUpdate("""
                        update access.refresh_token set revoked_at = now()
                        where user_id = :user and family_id is distinct from :family and revoked_at is null
                        """)
                .bind("user", userId)
                .bind("family", familyId)
                .execute();
    }

    void revokeAll(UUID userId) {
        revokeOthers(userId, null);
    }

    /** Drops tokens that expired more than a day ago; returns how many. */
    int deleteExpired() {
        int dropped = tx.handle()
                .createUpdate("delete from access.token where expires_at < now() - interval '1 day'")
                .execute();
        dropped += tx.handle()
                .createUpdate("delete from access.refresh_token where expires_at < now() - interval '1 day'")
                .execute();
        return dropped + tx.handle().createUpdate("""
                        delete from access.sign_in s
                        where not exists (select 1 from access.refresh_token t where t.family_id = s.family_id)
                        """).execute();
    }
}
