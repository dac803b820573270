package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.TenantRule.INSTALLATION;

import io.careloom.catalog.Specialty;
import io.careloom.clinicians.ClinicianBond.Tied;
import io.careloom.clinicians.ClinicianDetails;
import io.careloom.clinicians.ClinicianFilter;
import io.careloom.clinicians.ClinicianView;
import io.careloom.clinicians.Clinicians;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.Spreadsheet;
import io.careloom.platform.Spreadsheet.Sheet;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clinicians as a spreadsheet (W-06): who they are, their licences, states and specialties. */
public final class ClinicianExportWebRoutes implements Routes {
    private static final PageQuery ALL = new PageQuery(1, 10_000, "last_name", true, null, PageQuery.Trashed.WITHOUT);
    private static final List<String> PERSON = List.of(
            "Clinician ID",
            "Clinician",
            "First name",
            "Last name",
            "Suffix",
            "Email",
            "Phone",
            "Fax",
            "Date of birth",
            "Active",
            "Permissions",
            "Available for cases",
            "Out of office",
            "Specialty",
            "Address",
            "City",
            "ZIP code",
            "State",
            "Created at");
    private static final List<String> LICENSE = List.of("Clinician ID", "Clinician", "Type", "Number");
    private static final List<String> STATE = List.of(
            "Clinician ID", "Clinician", "State", "Abbreviation", "License number", "Valid until", "Expired", "Sync");
    private static final List<String> SPECIALTY = List.of("Clinician ID", "Clinician", "Specialty", "Priority");

    private final Clinicians clinicians;

    /** Rows on this door. */
    public ClinicianExportWebRoutes(Clinicians clinicians) {
        this.clinicians = clinicians;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                exporting("/web/clinicians/{clinician}/export", "Get clinician export file")
                        .by(this::one),
                exporting("/web/partners/{partner}/clinicians/export", "Get clinicians export file")
                        .by(this::ofPartner));
    }

    private static Route exporting(String path, String name) {
        return Route.post(path, name)
                .readOnly()
                .needs(CLINICIAN_READ)
                .touches(INSTALLATION)
                .audited(NONE)
                .answersFile();
    }

    private Answer one(Tx tx, Call call) {
        return file(tx, List.of(clinicians.view(tx, call.caller(), call.id("clinician"))), "clinician.xlsx");
    }

    private Answer ofPartner(Tx tx, Call call) {
        List<ClinicianView> views =
                clinicians
                        .bonds()
                        .ofPartner(tx, call.caller(), call.id("partner"), ClinicianFilter.ALL, ALL)
                        .items()
                        .stream()
                        .map(Tied::thing)
                        .toList();
        return file(tx, views, "clinicians.xlsx");
    }

    private Answer file(Tx tx, List<ClinicianView> views, String name) {
        List<UUID> ids =
                views.stream().map(view -> view.clinician().clinicianId()).toList();
        Map<UUID, List<Tied<Specialty>>> specialties = clinicians.bonds().specialties(tx, ids);
        byte[] bytes = Spreadsheet.of(List.of(
                new Sheet(
                        "Clinicians",
                        PERSON,
                        views.stream().map(ClinicianExportWebRoutes::person).toList()),
                sheet("Licenses", LICENSE, views, ClinicianExportWebRoutes::licenses),
                sheet("States", STATE, views, ClinicianExportWebRoutes::states),
                sheet(
                        "Specialties",
                        SPECIALTY,
                        views,
                        view -> specialties.getOrDefault(view.clinician().clinicianId(), List.of()).stream()
                                .map(tied -> row(
                                        view,
                                        tied.thing().title(),
                                        tied.bond().priority().word())))));
        return Answer.file(Spreadsheet.CONTENT_TYPE, bytes, name);
    }

    private static Stream<List<@Nullable Object>> licenses(ClinicianView view) {
        return view.licenses().stream()
                .map(license -> row(view, license.type().toUpperCase(Locale.ROOT), license.value()));
    }

    private static Stream<List<@Nullable Object>> states(ClinicianView view) {
        return view.practiceAreas().stream()
                .map(area -> row(
                        view,
                        area.state().name(),
                        area.state().abbreviation(),
                        area.licenseNumber(),
                        area.expiresAt(),
                        area.isExpired(),
                        area.isSync()));
    }

    private static Sheet sheet(
            String name,
            List<String> columns,
            List<ClinicianView> views,
            Function<ClinicianView, Stream<List<@Nullable Object>>> rows) {
        return new Sheet(name, columns, views.stream().flatMap(rows).toList());
    }

    private static List<@Nullable Object> row(ClinicianView view, @Nullable Object... more) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(view.clinician().clinicianId());
        row.add(view.clinician().details().fullName());
        for (Object value : more) {
            row.add(value);
        }
        return row;
    }

    private static List<@Nullable Object> person(ClinicianView view) {
        ClinicianDetails one = view.clinician().details();
        ClinicianView.Address at = view.address();
        return row(
                view,
                one.firstName(),
                one.lastName(),
                one.suffix(),
                one.email(),
                one.phoneNumber(),
                one.faxNumber(),
                one.dateOfBirth(),
                one.active(),
                String.join(", ", one.permissions()),
                one.caseAssignmentAvailability(),
                one.isOutOfOffice(),
                one.specialty(),
                at == null ? null : at.address(),
                at == null ? null : at.cityName(),
                at == null ? null : at.zipCode(),
                at == null ? null : at.state().abbreviation(),
                view.clinician().createdAt());
    }
}
