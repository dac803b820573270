package io.careloom.clinicians;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows of clinicians, and whose cases they have held. */
final class ClinicianStore {
    private static final String COLUMNS = """
            c.clinician_id, c.user_id, c.version, c.first_name, c.last_name, c.suffix, c.email, c.active, c.permissions,
            c.case_assignment_availability, c.is_message_availability, c.is_testing_account, c.is_out_of_office,
            c.out_of_office_from, c.out_of_office_return_at, c.out_of_office_message, c.automatic_sync_message,
            c.bio_details, c.specialty, c.timezone_id, c.profile_url, c.gender, c.date_of_birth, c.phone_number,
            c.phone_type, c.fax_number, c.photo_id, c.signature_id, c.w9form_id, c.automatic_sync_video_file_id,
            c.thank_you_video_file_id, c.address_id, c.address, c.address2, c.zip_code, c.city_name, c.state_id,
            c.created_at, c.updated_at
            """;

    void insert(Tx tx, Clinician clinician) {
        bind(tx.handle().createUpdate("""
                        insert into clinicians.clinician (clinician_id, user_id, version, first_name, last_name, suffix, email,
                            active, permissions, case_assignment_availability, is_message_availability,
                            is_testing_account, is_out_of_office, out_of_office_from, out_of_office_return_at,
                            out_of_office_message, automatic_sync_message, bio_details, specialty, timezone_id,
                            profile_url, gender, date_of_birth, phone_number, phone_type, fax_number, photo_id, signature_id,
                            w9form_id, automatic_sync_video_file_id, thank_you_video_file_id, address_id,
                            address, address2, zip_code, city_name, state_id, created_at, updated_at)
                        values (:clinicianId, :userId, :version, :firstName, :lastName, :suffix, :email,
                            :active, :words, :caseAssignmentAvailability, :isMessageAvailability,
                            :isTestingAccount, :isOutOfOffice, :outOfOfficeFrom, :outOfOfficeReturnAt,
                            :outOfOfficeMessage, :automaticSyncMessage, :bioDetails, :specialty, :timezoneId,
                            :profileUrl, :gender, :dateOfBirth, :phoneNumber, :phoneType, :faxNumber, :photoId, :signatureId,
                            :w9formId, :automaticSyncVideoFileId, :thankYouVideoFileId, :addressId,
                            :address, :address2, :zipCode, :cityName, :stateId, :createdAt, :updatedAt)
                        """), clinician).execute();
    }

    /** Stores the details and the address; {@link #touch} counts it. */
    void update(Tx tx, Clinician clinician) {
        bind(tx.handle().createUpdate("""
                        update clinicians.clinician set first_name = :firstName,
                            last_name = :lastName, suffix = :suffix, email = :email, active = :active,
                            permissions = :words, case_assignment_availability = :caseAssignmentAvailability,
                            is_message_availability = :isMessageAvailability, is_testing_account = :isTestingAccount,
                            is_out_of_office = :isOutOfOffice, out_of_office_from = :outOfOfficeFrom,
                            out_of_office_return_at = :outOfOfficeReturnAt,
                            out_of_office_message = :outOfOfficeMessage,
                            automatic_sync_message = :automaticSyncMessage, bio_details = :bioDetails,
                            specialty = :specialty, timezone_id = :timezoneId, profile_url = :profileUrl,
                            gender = :gender, date_of_birth = :dateOfBirth, phone_number = :phoneNumber,
                            phone_type = :phoneType, fax_number = :faxNumber, photo_id = :photoId,
                            signature_id = :signatureId, w9form_id = :w9formId,
                            automatic_sync_video_file_id = :automaticSyncVideoFileId,
                            thank_you_video_file_id = :thankYouVideoFileId, address_id = :addressId,
                            address = :address, address2 = :address2, zip_code = :zipCode, city_name = :cityName,
                            state_id = :stateId
                        where clinician_id = :clinicianId
                        """), clinician).execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Clinician clinician) {
        Clinician.Address address = clinician.address();
        return statement
                .bindMethods(clinician.details())
                .bind("words", clinician.details().permissions().toArray(String[]::new))
                .bind("clinicianId", clinician.clinicianId())
                .bind("userId", clinician.userId())
                .bind("version", clinician.version())
                .bind("createdAt", clinician.createdAt())
                .bind("updatedAt", clinician.updatedAt())
                .bind("addressId", address == null ? null : address.addressId())
                .bind("address", address == null ? null : address.address())
                .bind("address2", address == null ? null : address.address2())
                .bind("zipCode", address == null ? null : address.zipCode())
                .bind("cityName", address == null ? null : address.cityName())
                .bind("stateId", address == null ? null : address.stateId());
    }

    Optional<Clinician> find(Tx tx, UUID clinicianId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + " from clinicians.clinician c where c.clinician_id = :id")
                .bind("id", clinicianId)
                .map((row, context) -> clinician(row))
                .findOne();
    }

    /** The clinician, whom nobody else changes until this transaction ends. */
    Optional<Clinician> lock(Tx tx, UUID clinicianId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + " from clinicians.clinician c where c.clinician_id = :id for update")
                .bind("id", clinicianId)
                .map((row, context) -> clinician(row))
                .findOne();
    }

    List<Clinician> all(Tx tx, Collection<UUID> clinicianIds) {
        return tx.handle()
                .createQuery("select " + COLUMNS + " from clinicians.clinician c where c.clinician_id = any(:ids)")
                .bind("ids", clinicianIds.toArray(UUID[]::new))
                .map((row, context) -> clinician(row))
                .list();
    }

    /** Counts one more change of the clinician and returns the count. */
    long touch(Tx tx, UUID clinicianId, Instant now) {
        return tx.handle()
                .createQuery("""
                        update clinicians.clinician set version = version + 1, updated_at = :now
                        where clinician_id = :id returning version
                        """)
                .bind("id", clinicianId)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /** Sorts by {@code sort}, one of the columns the routes offer, else by last name. */
    Page<Clinician> page(Tx tx, @Nullable Set<UUID> among, ClinicianFilter filter, PageQuery query) {
        String where = """
                 from clinicians.clinician c
                where (:everybody or c.clinician_id = any(:among))
                  and (cast(:id as uuid) is null or c.clinician_id = :id)
                  and (cast(:email as text) is null or lower(c.email) = lower(:email))
                  and (cast(:firstName as text) is null or strpos(lower(c.first_name), lower(:firstName)) > 0)
                  and (cast(:lastName as text) is null or strpos(lower(c.last_name), lower(:lastName)) > 0)
                  and (cardinality(:environments) = 0 or c.permissions && cast(:environments as text[]))
                  and (cast(:search as text) is null
                    or strpos(lower(c.first_name || ' ' || c.last_name || ' ' || c.email), lower(:search)) > 0)
                  and not :deletedOnly
                """;
        String column = query.sort() == null ? "last_name" : query.sort();
        String order = " order by c." + column + (query.ascending() ? " asc" : " desc") + ", c.clinician_id ";
        long total = narrow(tx.handle().createQuery("select count(1)" + where), among, filter, query)
                .mapTo(Long.class)
                .one();
        List<Clinician> items = narrow(
                        tx.handle().createQuery("select " + COLUMNS + where + order + "limit :limit offset :offset"),
                        among,
                        filter,
                        query)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map((row, context) -> clinician(row))
                .list();
        return new Page<>(items, total, query);
    }

    private static <S extends SqlStatement<S>> S narrow(
            S statement, @Nullable Set<UUID> among, ClinicianFilter filter, PageQuery query) {
        return statement
                .bind("everybody", among == null)
                .bind("among", among == null ? new UUID[0] : among.toArray(UUID[]::new))
                .bind("id", filter.id())
                .bind("email", filter.email())
                .bind("firstName", filter.firstName())
                .bind("lastName", filter.lastName())
                .bind("environments", filter.environments().toArray(String[]::new))
                .bind("search", query.search())
                .bind("deletedOnly", query.trashed() == PageQuery.Trashed.ONLY);
    }

    void engage(Tx tx, UUID clinicianId, UUID tenantId) {
        tx.handle()
                .createUpdate("""
                        insert into clinicians.engagement (tenant_id, clinician_id) values (:tenant, :clinician)
                        on conflict do nothing
                        """)
                .bind("tenant", tenantId)
                .bind("clinician", clinicianId)
                .execute();
    }

    Set<UUID> engagedBy(Tx tx, Scope scope) {
        return tx
                .handle()
                .createQuery("select distinct clinician_id from clinicians.engagement where tenant_id = any(:tenants)")
                .bind("tenants", scope.tenantArray())
                .mapTo(UUID.class)
                .stream()
                .collect(Collectors.toSet());
    }

    private static Clinician clinician(ResultSet row) throws SQLException {
        return new Clinician(
                row.getObject("clinician_id", UUID.class),
                row.getObject("user_id", UUID.class),
                details(row),
                address(row),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static ClinicianDetails details(ResultSet row) throws SQLException {
        return new ClinicianDetails(
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("suffix"),
                row.getString("email"),
                row.getBoolean("active"),
                List.of((String[]) row.getArray("permissions").getArray()),
                row.getBoolean("case_assignment_availability"),
                row.getBoolean("is_message_availability"),
                row.getBoolean("is_testing_account"),
                row.getBoolean("is_out_of_office"),
                row.getObject("out_of_office_from", LocalDate.class),
                row.getObject("out_of_office_return_at", LocalDate.class),
                row.getString("out_of_office_message"),
                row.getString("automatic_sync_message"),
                row.getString("bio_details"),
                row.getString("specialty"),
                row.getObject("timezone_id", UUID.class),
                row.getString("profile_url"),
                row.getObject("gender", Integer.class),
                row.getObject("date_of_birth", LocalDate.class),
                row.getString("phone_number"),
                row.getObject("phone_type", Integer.class),
                row.getString("fax_number"),
                row.getObject("photo_id", UUID.class),
                row.getObject("signature_id", UUID.class),
                row.getObject("w9form_id", UUID.class),
                row.getObject("automatic_sync_video_file_id", UUID.class),
                row.getObject("thank_you_video_file_id", UUID.class));
    }

    private static Clinician.@Nullable Address address(ResultSet row) throws SQLException {
        UUID addressId = row.getObject("address_id", UUID.class);
        return addressId == null
                ? null
                : new Clinician.Address(
                        addressId,
                        row.getString("address"),
                        row.getString("address2"),
                        row.getString("zip_code"),
                        row.getString("city_name"),
                        row.getObject("state_id", UUID.class));
    }
}
