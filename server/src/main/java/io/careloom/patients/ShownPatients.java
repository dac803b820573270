package io.careloom.patients;

import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.geography.Geography;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tag;
import io.careloom.partners.Tenant;
import io.careloom.platform.database.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of patients as callers see them: with partner, address, metafields, tags and files, read for all rows at once. */
final class ShownPatients {
    private final Sources sources;

    /** Where what stands beside a row comes from. */
    record Sources(Geography geography, Partners partners, Files files, MetafieldStore metafields, PatientTags tags) {}

    ShownPatients(Sources sources) {
        this.sources = sources;
    }

    /** The patients of these rows, in their order, as they are seen in the scope. */
    List<Patient> of(Tx tx, Scope scope, List<PatientRow> rows) {
        List<PatientRow> having =
                rows.stream().filter(row -> row.metafields() > 0).toList();
        Map<UUID, List<Metafield>> properties =
                having.isEmpty() ? Map.of() : sources.metafields().of(tx, having);
        Map<UUID, List<Tag>> labels = sources.tags().of(tx, rows);
        Map<UUID, StoredFile> papers = papers(tx, rows);
        return rows.stream()
                .map(row -> {
                    Tenant tenant = sources.partners().tenant(tx, row.tenantId());
                    return Patient.of(
                            row.seenIn(scope),
                            sources.partners().find(tx, tenant.partnerId()),
                            tenant.environment() == Environment.LIVE,
                            address(row),
                            new Patient.Labels(
                                    properties.getOrDefault(row.patientId(), List.of()),
                                    labels.getOrDefault(row.patientId(), List.of()),
                                    papers.get(row.details().driverLicenseId()),
                                    papers.get(row.details().introVideoId())));
                })
                .toList();
    }

    private Map<UUID, StoredFile> papers(Tx tx, List<PatientRow> rows) {
        Set<UUID> named = rows.stream()
                .map(PatientRow::details)
                .flatMap(details -> Stream.of(details.driverLicenseId(), details.introVideoId()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<UUID> tenants = rows.stream().map(PatientRow::tenantId).collect(Collectors.toSet());
        // asked for null, too
        return new HashMap<>(sources.files().all(tx, new Scope(tenants, Set.of()), named));
    }

    private Patient.Address address(PatientRow row) {
        PatientAddress address = row.address();
        return new Patient.Address(
                row.addressId(),
                address.address(),
                address.address2(),
                address.zipCode(),
                address.cityName(),
                sources.geography().state(address.stateId()).orElseThrow());
    }
}
