package io.careloom.prescribing;

import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Scope;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.Prescription.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of prescriptions, and the warnings that were read. */
final class PrescriptionStore {
    private static final String COLUMNS = """
            p.prescription_id, p.tenant_id, p.case_id, p.case_offering_id, p.patient_id, p.product_type, p.status,
            p.details, p.network_id, p.sent_at, p.created_at, p.updated_at,
            """ + ProductTerms.columns("p.");

    private final Tx tx;

    PrescriptionStore(Tx tx) {
        this.tx = tx;
    }

    void insert(Prescription made) {
        tx.handle()
                .createUpdate("""
                        insert into prescribing.prescription (prescription_id, tenant_id, case_id, case_offering_id,
                            patient_id, product_type, status, created_at, updated_at,
                        """ + ProductTerms.columns("") + """
                        ) values (:prescriptionId, :tenantId, :caseId, :lineId, :patientId, :productType, :word,
                            :createdAt, :updatedAt,
                        """ + ProductTerms.columns(":") + ")")
                .bindMethods(made)
                .bind("productType", made.type().wire())
                .bind("word", made.status().word())
                .bindMap(Fields.of(made.terms()))
                .execute();
    }

    /** Writes what a verb changed, and when the worker looks again. */
    void update(Prescription changed, Duration lookAgain) {
        tx.handle()
                .createUpdate("""
                        update prescribing.prescription set status = :word, details = :details, network_id = :networkId,
                            sent_at = :sentAt, updated_at = :updatedAt, attempts = 0,
                            next_attempt_at = now() + make_interval(secs => :seconds)
                        where tenant_id = :tenantId and prescription_id = :prescriptionId
                        """)
                .bindMethods(changed)
                .bind("word", changed.status().word())
                .bind("seconds", lookAgain.toMillis() / 1000.0)
                .execute();
    }

    /** Those of a case, the oldest first. */
    List<Prescription> ofCase(UUID tenantId, UUID caseId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from prescribing.prescription p
                        where p.tenant_id = :tenant and p.case_id = :case order by p.created_at, p.prescription_id
                        """)
                .bind("tenant", tenantId)
                .bind("case", caseId)
                .map(PrescriptionStore::prescription)
                .list();
    }

    /** The live ones of a patient in any of its cases. */
    List<Prescription> liveOf(UUID tenantId, UUID patientId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from prescribing.prescription p
                        where p.tenant_id = :tenant and p.patient_id = :patient
                          and p.status in ('draft', 'sending', 'sent', 'verified')
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .map(PrescriptionStore::prescription)
                .list();
    }

    /** By its own id or that of its line, whose latest it then is. */
    Optional<Prescription> find(Scope scope, UUID id) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from prescribing.prescription p
                        where p.tenant_id = any(:tenants) and (p.prescription_id = :id or p.case_offering_id = :id)
                        order by p.created_at desc limit 1
                        """)
                .bind("tenants", scope.tenantArray())
                .bind("id", id)
                .map(PrescriptionStore::prescription)
                .findOne();
    }

    /** The one with this number in a network, of one of these tenants. */
    Optional<Prescription> numbered(Scope scope, int networkId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from prescribing.prescription p
                        where p.tenant_id = any(:tenants) and p.network_id = :number
                        """)
                .bind("tenants", scope.tenantArray())
                .bind("number", networkId)
                .map(PrescriptionStore::prescription)
                .findOne();
    }

    /** The same row as it is now, locked until the transaction ends; lock its case before. */
    Prescription lock(Prescription known) {
        return locked(known, null).orElseThrow();
    }

    /** The same as long as nobody else leased it meanwhile, else empty. */
    Optional<Prescription> lock(Claimed claimed) {
        return locked(claimed.prescription(), claimed.leaseToken());
    }

    private Optional<Prescription> locked(Prescription known, @Nullable UUID leaseToken) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from prescribing.prescription p
                        where p.tenant_id = :tenant and p.prescription_id = :id
                          and (cast(:lease as uuid) is null or p.lease_token = :lease) for update
                        """)
                .bind("tenant", known.tenantId())
                .bind("id", known.prescriptionId())
                .bind("lease", leaseToken)
                .map(PrescriptionStore::prescription)
                .findOne();
    }

    /**
     * One that a worker leased.
     *
     * @param attempts how often this step was tried before
     * @param leaseToken by which its row tells who holds it
     */
    record Claimed(Prescription prescription, int attempts, UUID leaseToken) {}

    /** Leases one prescription that is due, for as long; empty when none is. */
    Optional<Claimed> claim(UUID leaseToken, Duration lease) {
        return tx.handle()
                .createQuery("""
                        update prescribing.prescription p set attempts = p.attempts + 1, lease_token = :token,
                            lease_until = now() + make_interval(secs => :seconds),
                            next_attempt_at = now() + make_interval(secs => :seconds)
                        where p.prescription_id = (
                            select d.prescription_id from prescribing.prescription d
                            where d.tenant_id is not null and d.status in ('draft', 'sending', 'sent', 'cancelling')
                              and d.next_attempt_at <= now() and (d.lease_until is null or d.lease_until < now())
                            order by d.next_attempt_at limit 1 for update skip locked)
                        returning p.attempts - 1 as tried,
                        """ + COLUMNS)
                .bind("token", leaseToken)
                .bind("seconds", lease.toSeconds())
                .map((row, context) -> new Claimed(prescription(row, context), row.getInt("tried"), leaseToken))
                .findOne();
    }

    /** Ends a lease, unless somebody else has one by now. */
    void release(Claimed held, @Nullable Duration lookAgain) {
        tx.handle()
                .createUpdate("""
                                update prescribing.prescription set lease_token = null, lease_until = null,
                                    next_attempt_at = case when cast(:seconds as double precision) is null
                                        then next_attempt_at else now() + make_interval(secs => :seconds) end
                                where tenant_id = :tenant and prescription_id = :id and lease_token = :token
                                """)
                .bind("tenant", held.prescription().tenantId())
                .bind("id", held.prescription().prescriptionId())
                .bind("token", held.leaseToken())
                .bind("seconds", lookAgain == null ? null : lookAgain.toMillis() / 1000.0)
                .execute();
    }

    /** Keeps the digest of what the insurance pays of it; false when it is the same as before. */
    boolean keepCoverage(Prescription of, byte[] digest) {
        return tx.handle()
                        .createUpdate("""
                                update prescribing.prescription set coverage_digest = :digest
                                where tenant_id = :tenant and prescription_id = :id
                                  and coverage_digest is distinct from :digest
                                """)
                        .bind("digest", digest)
                        .bind("tenant", of.tenantId())
                        .bind("id", of.prescriptionId())
                        .execute()
                == 1;
    }

    Optional<Integer> authorization(Prescription of) {
        return tx.handle()
                .createQuery("""
                        select authorization_id from prescribing.prescription
                        where tenant_id = :tenant and prescription_id = :id and authorization_id is not null
                        """)
                .bind("tenant", of.tenantId())
                .bind("id", of.prescriptionId())
                .mapTo(Integer.class)
                .findOne();
    }

    /** False when it is the same as before. */
    boolean keepAuthorization(Prescription of, int authorizationId) {
        return tx.handle()
                        .createUpdate("""
                                update prescribing.prescription set authorization_id = :authorization
                                where tenant_id = :tenant and prescription_id = :id
                                  and authorization_id is distinct from :authorization
                                """)
                        .bind("authorization", authorizationId)
                        .bind("tenant", of.tenantId())
                        .bind("id", of.prescriptionId())
                        .execute()
                == 1;
    }

    /** The warnings on this line that a clinician has read. */
    List<Finding> acknowledged(UUID tenantId, UUID lineId) {
        return tx.handle()
                .createQuery("""
                        select rule, reason from prescribing.acknowledged_warning
                        where tenant_id = :tenant and case_offering_id = :line
                        """)
                .bind("tenant", tenantId)
                .bind("line", lineId)
                .map((row, _) -> new Finding(Finding.Verdict.WARNING, row.getString("rule"), row.getString("reason")))
                .list();
    }

    void acknowledge(UUID tenantId, UUID lineId, List<Finding> read, @Nullable UUID clinicianId, Instant at) {
        tx.handle()
                .createUpdate("""
                        insert into prescribing.acknowledged_warning
                            (case_offering_id, tenant_id, rule, reason, clinician_id, acknowledged_at)
                        select :line, :tenant, read.rule, read.reason, :clinician, :at
                        from unnest(cast(:rules as text[]), cast(:reasons as text[])) as read (rule, reason)
                        on conflict do nothing
                        """)
                .bind("line", lineId)
                .bind("tenant", tenantId)
                .bind("rules", read.stream().map(Finding::rule).toArray(String[]::new))
                .bind("reasons", read.stream().map(Finding::reason).toArray(String[]::new))
                .bind("clinician", clinicianId)
                .bind("at", at)
                .execute();
    }

    private static Prescription prescription(ResultSet row, StatementContext context) throws SQLException {
        return new Prescription(
                row.getObject("prescription_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("case_offering_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                ProductType.of(row.getString("product_type")).orElseThrow(),
                Fields.read(ProductTerms.class, row::getObject),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("details"),
                row.getObject("network_id", Integer.class),
                instant(row, "sent_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
