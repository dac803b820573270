package io.careloom.access;

import io.careloom.access.People.Bond;
import io.careloom.kernel.Role;
import io.careloom.platform.database.Tx;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Rows that say to which partners people belong and for which clinicians they work. */
final class BondStore {
    private static final String OF_PARTNERS = """
            select user_id, partner_id as with_id, can_unlock_phi, managed_by_partner, cast(null as text) as priority, created_at, updated_at
            from access.user_partner
            """;
    private static final String OF_CLINICIANS = """
            select user_id, clinician_id as with_id, cast(null as boolean) as can_unlock_phi, false as managed_by_partner, priority, created_at,
                   updated_at
            from access.user_clinician
            """;

    private final Tx tx;

    BondStore(Tx tx) {
        this.tx = tx;
    }

    /** Makes or changes the bond with a partner; what is not said stays. */
    void putPartner(UUID userId, People.Membership membership) {
        tx.handle()
                .createUpdate("""
                        insert into access.user_partner as b (user_id, partner_id, can_unlock_phi, managed_by_partner)
                        values (:user, :partner, :unlock, :managed)
                        on conflict (user_id, partner_id) do update set
                            can_unlock_phi = case when :saidUnlock then excluded.can_unlock_phi
                                                  else b.can_unlock_phi end,
                            managed_by_partner = case when :saidManaged then excluded.managed_by_partner
                                                      else b.managed_by_partner end,
                            updated_at = now()
                        """)
                .bind("user", userId)
                .bind("partner", membership.partnerId())
                .bind("unlock", membership.canUnlockPhi().or(null))
                .bind("saidUnlock", membership.canUnlockPhi().isSet())
                .bind(
                        "managed",
                        Boolean.TRUE.equals(membership.managedByPartner().or(null)))
                .bind("saidManaged", membership.managedByPartner().isSet())
                .execute();
    }

    /** Makes or changes the bond with a clinician; null keeps the priority, at first normal. */
    void putClinician(UUID userId, UUID clinicianId, @Nullable String priority) {
        tx.handle()
                .createUpdate("""
                        insert into access.user_clinician as b (user_id, clinician_id, priority)
                        values (:user, :clinician, coalesce(:priority, 'normal'))
                        on conflict (user_id, clinician_id) do update set
                            priority = coalesce(:priority, b.priority), updated_at = now()
                        """)
                .bind("user", userId)
                .bind("clinician", clinicianId)
                .bind("priority", priority)
                .execute();
    }

    /** Ends the bond; false when there is none. */
    boolean endPartner(UUID userId, UUID partnerId) {
        return tx.handle()
                        .createUpdate("""
                                delete from access.user_partner where user_id = :user and partner_id = :partner
                                """)
                        .bind("user", userId)
                        .bind("partner", partnerId)
                        .execute()
                == 1;
    }

    /** Ends the bond; false when there is none. */
    boolean endClinician(UUID userId, UUID clinicianId) {
        return tx.handle()
                        .createUpdate("""
                                delete from access.user_clinician where user_id = :user and clinician_id = :clinician
                                """)
                        .bind("user", userId)
                        .bind("clinician", clinicianId)
                        .execute()
                == 1;
    }

    List<Bond> withPartners(Collection<UUID> userIds) {
        return bonds(tx.handle()
                .createQuery(OF_PARTNERS + "where user_id = any(:users) order by created_at, partner_id")
                .bind("users", userIds.toArray(UUID[]::new)));
    }

    Optional<Bond> withPartner(UUID userId, UUID partnerId) {
        return withPartners(List.of(userId)).stream()
                .filter(bond -> bond.withId().equals(partnerId))
                .findFirst();
    }

    List<Bond> withClinicians(Collection<UUID> userIds) {
        return bonds(tx.handle()
                .createQuery(OF_CLINICIANS + "where user_id = any(:users) order by created_at, clinician_id")
                .bind("users", userIds.toArray(UUID[]::new)));
    }

    Optional<Bond> withClinician(UUID userId, UUID clinicianId) {
        return withClinicians(List.of(userId)).stream()
                .filter(bond -> bond.withId().equals(clinicianId))
                .findFirst();
    }

    /** The welcome people of a role at a partner, whose bonds nobody else changes until this transaction ends. */
    Set<UUID> lockWelcome(UUID partnerId, Role role) {
        return tx
                .handle()
                .createQuery("""
                        select b.user_id from access.user_partner b
                        join access.app_user u on u.user_id = b.user_id
                        where b.partner_id = :partner and u.role = :role and u.active and u.deleted_at is null
                        order by b.user_id for update of b
                        """)
                .bind("partner", partnerId)
                .bind("role", role.word())
                .mapTo(UUID.class)
                .stream()
                .collect(Collectors.toSet());
    }

    private static List<Bond> bonds(Query query) {
        return query.map((row, context) -> new Bond(
                        row.getObject("user_id", UUID.class),
                        row.getObject("with_id", UUID.class),
                        row.getObject("can_unlock_phi", Boolean.class),
                        row.getBoolean("managed_by_partner"),
                        row.getString("priority"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
