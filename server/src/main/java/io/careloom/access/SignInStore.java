package io.careloom.access;

import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One-time codes, reset links and failures; every time here is the database's. */
final class SignInStore {
    private final Tx tx;

    SignInStore(Tx tx) {
        this.tx = tx;
    }

    /** Replaces the person's code. */
    void putCode(UUID userId, byte[] codeDigest) {
        tx.handle()
                .createUpdate("""
                        insert into access.one_time_code (user_id, code_digest, expires_at, tries_left)
                        values (:user, :digest, now() + make_interval(secs => :seconds), :tries)
                        on conflict (user_id) do update set code_digest = excluded.code_digest,
                            expires_at = excluded.expires_at, tries_left = excluded.tries_left
                        """)
                .bind("user", userId)
                .bind("digest", codeDigest)
                .bind("seconds", SignInPolicy.CODE_LIFETIME.toSeconds())
                .bind("tries", SignInPolicy.CODE_TRIES)
                .execute();
    }

    /** Spends one try and gives the digest to compare with; empty when no living code with a try is left. */
    Optional<byte[]> tryCode(UUID userId) {
        return tx.handle()
                .createQuery("""
                        update access.one_time_code set tries_left = tries_left - 1
                        where user_id = :user and expires_at > now() and tries_left > 0
                        returning code_digest
                        """)
                .bind("user", userId)
                .mapTo(byte[].class)
                .findOne();
    }

    /** Uses the code up; false when somebody else just did. */
    boolean takeCode(UUID userId, byte[] codeDigest) {
        return tx.handle()
                        .createUpdate("""
                                delete from access.one_time_code where user_id = :user and code_digest = :digest
                                """)
                        .bind("user", userId)
                        .bind("digest", codeDigest)
                        .execute()
                == 1;
    }

    /** Replaces the person's reset link. */
    void putReset(UUID userId, byte[] tokenDigest, Duration lifetime) {
        tx.handle()
                .createUpdate("""
                        insert into access.password_reset (user_id, token_digest, expires_at)
                        values (:user, :digest, now() + make_interval(secs => :seconds))
                        on conflict (user_id) do update set token_digest = excluded.token_digest,
                            expires_at = excluded.expires_at
                        """)
                .bind("user", userId)
                .bind("digest", tokenDigest)
                .bind("seconds", lifetime.toSeconds())
                .execute();
    }

    /** Uses a living link of this person up; false when there is none. */
    boolean takeReset(UUID userId, byte[] tokenDigest) {
        return tx.handle()
                        .createUpdate("""
                                delete from access.password_reset
                                where user_id = :user and token_digest = :digest and expires_at > now()
                                """)
                        .bind("user", userId)
                        .bind("digest", tokenDigest)
                        .execute()
                == 1;
    }

    /** Unix seconds after this time. */
    long epochIn(Duration time) {
        return tx.handle()
                .createQuery("select cast(floor(extract(epoch from now())) as bigint) + :seconds")
                .bind("seconds", time.toSeconds())
                .mapTo(Long.class)
                .one();
    }

    /** Uses a sign-in link up; false when it expired or was used before. */
    boolean useLink(byte[] signatureDigest, long expires) {
        return tx.handle()
                        .createUpdate("""
                                insert into access.used_login_link (signature_digest, expires_at)
                                select :digest, to_timestamp(:expires) where to_timestamp(:expires) > now()
                                on conflict do nothing
                                """)
                        .bind("digest", signatureDigest)
                        .bind("expires", expires)
                        .execute()
                == 1;
    }

    /** Drops the person's code and link. */
    void voidAll(UUID userId) {
        tx.handle()
                .createUpdate("delete from access.one_time_code where user_id = :user")
                .bind("user", userId)
                .execute();
        tx.handle()
                .createUpdate("delete from access.password_reset where user_id = :user")
                .bind("user", userId)
                .execute();
    }

    /** Counts one failure of an e-mail, in one statement, so that parallel guesses all count. */
    void countFailure(byte[] emailDigest) {
        tx.handle()
                .createUpdate("""
                        insert into access.sign_in_failure as f (email_digest, failures) values (:digest, 1)
                        on conflict (email_digest) do update set
                            failures = case when f.since < now() - make_interval(secs => :window) then 1
                                            else f.failures + 1 end,
                            since = case when f.since < now() - make_interval(secs => :window) then now()
                                         else f.since end,
                            locked_until = case when f.since >= now() - make_interval(secs => :window)
                                                     and f.failures + 1 >= :most
                                                then now() + make_interval(secs => :window)
                                                else f.locked_until end
                        """)
                .bind("digest", emailDigest)
                .bind("window", SignInPolicy.FAILURE_WINDOW.toSeconds())
                .bind("most", SignInPolicy.MOST_FAILURES)
                .execute();
    }

    /** Seconds for which the e-mail is still locked, or 0. */
    int lockedSeconds(byte[] emailDigest) {
        return tx.handle()
                .createQuery("""
                        select ceil(extract(epoch from locked_until - now())) from access.sign_in_failure
                        where email_digest = :digest and locked_until > now()
                        """)
                .bind("digest", emailDigest)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    void forgetFailures(byte[] emailDigest) {
        tx.handle()
                .createUpdate("delete from access.sign_in_failure where email_digest = :digest")
                .bind("digest", emailDigest)
                .execute();
    }

    /** The patient whose code it is. */
    record PatientKey(UUID tenantId, UUID patientId) {}

    /** Replaces the patient's code; false when it got too many lately. */
    boolean putPatientCode(PatientKey key, byte[] codeDigest) {
        return tx.handle()
                        .createUpdate("""
                                insert into access.patient_code as c
                                    (patient_id, tenant_id, code_digest, expires_at, tries_left, sent, sent_since)
                                values (:patient, :tenant, :digest, now() + make_interval(secs => :seconds), :tries, 1, now())
                                on conflict (patient_id) do update set code_digest = excluded.code_digest,
                                    expires_at = excluded.expires_at, tries_left = excluded.tries_left,
                                    sent = case when c.sent_since < now() - make_interval(secs => :seconds) then 1
                                                else c.sent + 1 end,
                                    sent_since = case when c.sent_since < now() - make_interval(secs => :seconds) then now()
                                                      else c.sent_since end
                                where c.sent < :most or c.sent_since < now() - make_interval(secs => :seconds)
                                """)
                        .bind("patient", key.patientId())
                        .bind("tenant", key.tenantId())
                        .bind("digest", codeDigest)
                        .bind("seconds", SignInPolicy.CODE_LIFETIME.toSeconds())
                        .bind("tries", SignInPolicy.CODE_TRIES)
                        .bind("most", SignInPolicy.MOST_CODES)
                        .execute()
                == 1;
    }

    /** Spends one of the patient's tries and gives the digest to compare with; empty when no living code with a try is left. */
    Optional<byte[]> tryPatientCode(PatientKey key) {
        return tx.handle()
                .createQuery("""
                        update access.patient_code set tries_left = tries_left - 1
                        where patient_id = :patient and tenant_id = :tenant and expires_at > now() and tries_left > 0
                        returning code_digest
                        """)
                .bind("patient", key.patientId())
                .bind("tenant", key.tenantId())
                .mapTo(byte[].class)
                .findOne();
    }

    /**
     * Uses the patient's code up; false when somebody else just did. The digest goes, because of two who use one code
     * together the second may have begun first: for its now() a code that the other ended would still live.
     */
    boolean takePatientCode(PatientKey key, byte[] codeDigest) {
        return tx.handle()
                        .createUpdate("""
                                update access.patient_code set code_digest = cast('' as bytea), tries_left = 0
                                where patient_id = :patient and tenant_id = :tenant and code_digest = :digest
                                  and expires_at > now()
                                """)
                        .bind("patient", key.patientId())
                        .bind("tenant", key.tenantId())
                        .bind("digest", codeDigest)
                        .execute()
                == 1;
    }

    /** Drops codes, links and failures whose time is over; returns how many. */
    int deleteExpired() {
        int codes = tx.handle()
                .createUpdate("delete from access.one_time_code where expires_at < now()")
                .execute();
        int patientCodes = tx.handle().createUpdate("""
                        delete from access.patient_code
                        where tenant_id is not null and expires_at < now() - interval '1 day'
                        """).execute();
        int links = tx.handle()
                .createUpdate("delete from access.password_reset where expires_at < now()")
                .execute();
        int failures = tx.handle().createUpdate("""
                        delete from access.sign_in_failure
                        where since < now() - interval '1 day' and coalesce(locked_until, since) < now()
                        """).execute();
        int used = tx.handle()
                .createUpdate("delete from access.used_login_link where expires_at < now()")
                .execute();
        return codes + patientCodes + links + failures + used;
    }
}
