package io.careloom.patients;

import io.careloom.kernel.Scope;
import io.careloom.platform.Ids;
import io.careloom.platform.database.HotQuery;
import io.careloom.platform.database.Patterns;
import io.careloom.platform.database.RecordArguments;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Rows of patients. */
final class PatientStore {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MOST_FOUND = 100;

    private static final String COLUMNS = """
            select p.patient_id, p.tenant_id, p.version, p.metafields, p.tags, p.prefix, p.first_name, p.middle_name, p.last_name,
                   p.suffix, p.ssn, p.email, p.metadata, p.gender, p.phone_number, p.phone_type, p.date_of_birth,
                   p.active, p.weight, p.height, p.current_medications, p.allergies, p.medical_conditions,
                   p.special_necessities, p.pregnancy, p.blood_pressure, p.body_temperature, p.oxygen_saturation,
                   p.is_sms_enabled, p.is_email_enabled, p.shopify_customer_id, p.woocommerce_customer_id,
                   p.external_id, p.driver_license_id, p.intro_video_id, p.address_id, p.address, p.address2, p.zip_code, p.city_name, p.state_id,
                   n.record_id as network_record_id, n.network_id, n.synced_at, n.eligibilities
            from patients.patient p
            left join patients.network_record n on n.patient_id = p.patient_id and n.tenant_id = p.tenant_id
            where p.tenant_id = any(:tenants)
            """;
    private static final String SELECT = COLUMNS + " and p.deleted_at is null\n";

    /** For people of care; left out for whom every record is open. */
    private static final String OPEN = """
             and exists (select 1 from patients.reader r
               where r.patient_id = p.patient_id and r.tenant_id = p.tenant_id and r.reader_id = any(:readers))
            """;

    /** The patient, its first exam and the first line of its history, at one go. */
    private static final String INSERT = """
            with made as (
            insert into patients.patient (patient_id, tenant_id, version, metafields, prefix,
                first_name, middle_name, last_name, suffix, ssn, email, metadata, gender,
                phone_number, phone_digits, phone_type, date_of_birth, active, weight, height,
                current_medications, allergies, medical_conditions, special_necessities,
                pregnancy, blood_pressure, body_temperature, oxygen_saturation, is_sms_enabled,
                is_email_enabled, shopify_customer_id, woocommerce_customer_id, external_id,
                driver_license_id, intro_video_id, address_id, address, address2, zip_code, city_name, state_id, created_at,
                updated_at)
            values (:patientId, :tenantId, :version, :metafields, :prefix,
                :firstName, :middleName, :lastName, :suffix, :sealedSsn, :email, :metadata, :gender,
                :phoneNumber, :phoneDigits, :phoneType, :dateOfBirth, :active, :weight, :height,
                :currentMedications, :allergies, :medicalConditions, :specialNecessities,
                :pregnancy, :bloodPressure, :bodyTemperature, :oxygenSaturation, :isSmsEnabled,
                :isEmailEnabled, :shopifyCustomerId, :woocommerceCustomerId, :externalId,
                :driverLicenseId, :introVideoId, :addressId, :address, :address2, :zipCode, :cityName, :stateId, :now, :now)
            on conflict (tenant_id, lower(email)) where deleted_at is null do nothing
            returning patient_id, tenant_id, height, weight, current_medications,
                medical_conditions, allergies, created_at),
            examined as (
            insert into patients.exam (patient_id, tenant_id, exam_id, height, weight, medications,
                medical_conditions, allergies, created_at)
            select m.patient_id, m.tenant_id, :examId, m.height, m.weight, m.current_medications,
                m.medical_conditions, m.allergies, m.created_at
            from made m
            where num_nonnulls(m.height, m.weight, m.current_medications, m.medical_conditions,
                m.allergies) > 0)
            insert into patients.patient_event (patient_id, tenant_id, event_id, at, model, type,
                title, by_model, by_id)
            select m.patient_id, m.tenant_id, :eventId, m.created_at, 'patient', 'created',
                'Patient created', :byModel, :byId
            from made m
            """;

    private static final String LIVING =
            "from patients.patient p where p.deleted_at is null and p.tenant_id = any(:tenants)";

    private static final String FOUND = """
            and p.patient_id in (
                (select p.patient_id %1$s and lower(p.email) = :exact)
                union
                (select p.patient_id %1$s and lower(p.email) like :begun limit :most)
                union
                (select p.patient_id %1$s and lower(p.last_name) like :begun limit :most)
                union
                (select p.patient_id %1$s and lower(p.first_name || ' ' || p.last_name) like :begun limit :most)
                union
                (select p.patient_id %1$s and :isNumber and p.phone_digits like :digits limit :most))
            order by lower(p.email) = :exact desc, lower(p.last_name), lower(p.first_name), p.patient_id
            limit :most
            """;

    /** By subselects, so that the number of ids does not make the planner plan anew each time. */
    private static final String BY_ID = SELECT.replace("any(:tenants)", "any((select cast(? as uuid[]))::uuid[])")
            + "and p.patient_id = any((select cast(? as uuid[]))::uuid[])";

    private final Vault vault;
    private final HotQuery<PatientRow> byId;

    PatientStore(Vault vault) {
        this.vault = vault;
        this.byId = new HotQuery<>(BY_ID, this::row);
    }

    /**
     * Stores the patient with the first line of its history and, when something is told of its health, its first exam; false
     * when the tenant has one with this e-mail, also one that is just being made.
     */
    boolean insert(Tx tx, PatientRow row, HistoryStore.By by, Instant now) {
        return tx.handle()
                        .createUpdate(INSERT)
                        .bind("patientId", row.patientId())
                        .bind("tenantId", row.tenantId())
                        .bind("version", row.version())
                        .bind("metafields", row.metafields())
                        .bind("addressId", row.addressId())
                        .bindNamedArgumentFinder(new RecordArguments(row.details()))
                        .bind("sealedSsn", sealed(row, row.details().ssn()))
                        .bind("phoneDigits", digits(row.details().phoneNumber()))
                        .bindNamedArgumentFinder(new RecordArguments(row.address()))
                        .bind("now", now)
                        .bind("examId", Ids.random())
                        .bind("eventId", Ids.random())
                        .bind("byModel", by.model())
                        .bind("byId", by.id())
                        .execute()
                == 1;
    }

    /**
     * Sets columns and the new version; false when another patient of the tenant has the e-mail, after which the
     * transaction can only be rolled back.
     *
     * @param columns names come from components of records, never from a request
     */
    boolean update(Tx tx, PatientRow row, Map<String, @Nullable Object> columns, Instant now) {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>(columns);
        stored.computeIfPresent("ssn", (_, ssn) -> sealed(row, (String) ssn));
        String assignments = stored.keySet().stream()
                .map(name -> name + " = :" + name + ", ")
                .collect(Collectors.joining());
        try {
            tx.handle()
                    .createUpdate("update patients.patient set " + assignments + """
                            phone_digits = :phoneDigits, metafields = :metafields, tags = :tags, version = :version, updated_at = :now
                            where patient_id = :patientId and tenant_id = :tenantId
                            """)
                    .bindMap(stored)
                    .bind("phoneDigits", digits(row.details().phoneNumber()))
                    .bind("metafields", row.metafields())
                    .bind("tags", row.tags())
                    .bind("version", row.version())
                    .bind("patientId", row.patientId())
                    .bind("tenantId", row.tenantId())
                    .bind("now", now)
                    .execute();
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException refused && UNIQUE_VIOLATION.equals(refused.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    Optional<PatientRow> find(Tx tx, Scope scope, UUID patientId) {
        return scope.isWhole()
                ? byId.find(tx, scope.tenants(), patientId)
                : rows(tx, scope, SELECT, "and p.patient_id = :id", query -> query.bind("id", patientId))
                        .findOne();
    }

    /** The patient, which nobody else changes until this transaction ends. */
    Optional<PatientRow> lock(Tx tx, Scope scope, UUID patientId) {
        return rows(tx, scope, SELECT, "and p.patient_id = :id for update of p", query -> query.bind("id", patientId))
                .findOne();
    }

    /** The same, when it left. */
    Optional<PatientRow> lockDeleted(Tx tx, Scope scope, UUID patientId) {
        String left = "and p.deleted_at is not null and p.patient_id = :id for update of p";
        return rows(tx, scope, COLUMNS, left, query -> query.bind("id", patientId))
                .findOne();
    }

    /** The patient, which cannot leave until this transaction ends. */
    Optional<PatientRow> hold(Tx tx, Scope scope, UUID patientId) {
        return rows(tx, scope, SELECT, "and p.patient_id = :id for share of p", query -> query.bind("id", patientId))
                .findOne();
    }

    /** The living patients with this e-mail, at most one a tenant. */
    List<PatientRow> withEmail(Tx tx, Scope scope, String email) {
        return rows(
                        tx,
                        scope,
                        SELECT,
                        "and lower(p.email) = :email",
                        query -> query.bind("email", email.strip().toLowerCase(Locale.ROOT)))
                .list();
    }

    List<PatientRow> all(Tx tx, Scope scope, Collection<UUID> patientIds) {
        return rows(
                        tx,
                        scope,
                        SELECT,
                        "and p.patient_id = any(:ids)",
                        query -> query.bind("ids", patientIds.toArray(UUID[]::new)))
                .list();
    }

    /**
     * Patients whose e-mail, last name or full name begins with the text, or whose phone number begins with its digits: the
     * one with exactly this e-mail first, then by name. Each way to match has an index and is cut off on its own, without
     * sorting all matches first, so that a short text stays cheap among a million patients.
     */
    List<PatientRow> search(Tx tx, Scope scope, String text) {
        String exact = text.toLowerCase(Locale.ROOT);
        String begun = Patterns.beginning(text);
        String digits = digits(text);
        boolean isNumber = digits.length() >= 3 && text.matches("[0-9()+. /-]+");
        return rows(
                        tx,
                        scope,
                        SELECT,
                        FOUND.formatted(LIVING + (scope.isWhole() ? "" : OPEN)),
                        query -> query.bind("exact", exact)
                                .bind("begun", begun)
                                .bind("isNumber", isNumber)
                                .bind("digits", digits + "%")
                                .bind("most", MOST_FOUND))
                .list();
    }

    private interface Binding {
        Query on(Query query);
    }

    private ResultIterable<PatientRow> rows(Tx tx, Scope scope, String select, String wanted, Binding binding) {
        Query query = tx.handle()
                .createQuery(select + (scope.isWhole() ? "" : OPEN) + wanted)
                .bind("tenants", scope.tenantArray());
        return binding.on(scope.isWhole() ? query : query.bind("readers", scope.readerArray()))
                .map((row, context) -> row(row));
    }

    private PatientRow row(ResultSet row) throws SQLException {
        UUID patientId = row.getObject("patient_id", UUID.class);
        UUID tenantId = row.getObject("tenant_id", UUID.class);
        byte[] ssn = row.getBytes("ssn");
        return new PatientRow(
                patientId,
                tenantId,
                details(row, ssn == null ? null : vault.open(ssn(tenantId, patientId), ssn)),
                row.getObject("address_id", UUID.class),
                new PatientAddress(
                        row.getString("address"),
                        row.getString("address2"),
                        row.getString("zip_code"),
                        row.getString("city_name"),
                        row.getObject("state_id", UUID.class)),
                row.getLong("version"),
                row.getInt("metafields"),
                row.getInt("tags"),
                network(row));
    }

    private static Patient.Dosespot network(ResultSet row) throws SQLException {
        UUID recordId = row.getObject("network_record_id", UUID.class);
        return recordId == null
                ? Patient.Dosespot.UNKNOWN
                : Patient.Dosespot.known(
                        recordId,
                        row.getInt("network_id"),
                        row.getObject("synced_at", OffsetDateTime.class),
                        List.of((Integer[]) row.getArray("eligibilities").getArray()));
    }

    private static PatientDetails details(ResultSet row, @Nullable String ssn) throws SQLException {
        return new PatientDetails(
                row.getString("prefix"),
                row.getString("first_name"),
                row.getString("middle_name"),
                row.getString("last_name"),
                row.getString("suffix"),
                ssn,
                row.getString("email"),
                row.getString("metadata"),
                row.getInt("gender"),
                row.getString("phone_number"),
                row.getInt("phone_type"),
                row.getObject("date_of_birth", LocalDate.class),
                row.getBoolean("active"),
                row.getBigDecimal("weight"),
                row.getObject("height", Integer.class),
                row.getString("current_medications"),
                row.getString("allergies"),
                row.getString("medical_conditions"),
                row.getString("special_necessities"),
                row.getObject("pregnancy", Boolean.class),
                row.getString("blood_pressure"),
                row.getBigDecimal("body_temperature"),
                row.getObject("oxygen_saturation", Integer.class),
                row.getBoolean("is_sms_enabled"),
                row.getBoolean("is_email_enabled"),
                row.getObject("shopify_customer_id", Long.class),
                row.getObject("woocommerce_customer_id", Long.class),
                row.getString("external_id"),
                row.getObject("driver_license_id", UUID.class),
                row.getObject("intro_video_id", UUID.class));
    }

    private byte @Nullable [] sealed(PatientRow row, @Nullable String ssn) {
        return ssn == null ? null : vault.seal(ssn(row.tenantId(), row.patientId()), ssn);
    }

    private static Place ssn(UUID tenantId, UUID patientId) {
        return new Place(tenantId, "patients.patient", "ssn", patientId);
    }

    /** The digits of a phone number, without the country's 1. */
    private static String digits(String phoneNumber) {
        String digits = phoneNumber.replaceAll("[^0-9]", "");
        return digits.length() == 11 && digits.startsWith("1") ? digits.substring(1) : digits;
    }
}
