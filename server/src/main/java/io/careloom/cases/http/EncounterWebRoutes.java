package io.careloom.cases.http;

import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.Cases;
import io.careloom.cases.Encounters;
import io.careloom.cases.charts.CaseRecord;
import io.careloom.kernel.Page;
import io.careloom.platform.Ids;
import io.careloom.platform.Spreadsheet;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;

/** Cases in the web consoles: raw records over all partners or of one, and spreadsheets of them. */
public final class EncounterWebRoutes implements Routes {
    private static final UUID NOTHING = new UUID(0, 0);

    private final Encounters encounters;

    /** Rows that use this door. */
    public EncounterWebRoutes(Cases cases) {
        this.encounters = cases.encounters();
    }

    @Override
    public List<Route> rows() {
        return List.of(
                read(Route.get("/web/resources/cases", "Get Cases"))
                        .answers(PAGED, CaseRecordJson.class)
                        .by(this::all),
                read(Route.get("/web/resources/cases/{case_id}", "Get Case"))
                        .answers(CaseRecordJson.class)
                        .by(this::one),
                read(Route.get("/web/partners/{partner}/encounters", "Get Encounters"))
                        .answers(PAGED, CaseRecordJson.class)
                        .by(this::ofPartner),
                read(Route.post("/web/partners/{partner}/encounters/export", "Export Encounters"))
                        .readOnly()
                        .reads(EncounterJson.Export.class)
                        .answersFile()
                        .by(this::export),
                read(Route.post("/web/clinicians/{clinician}/encounters/export", "Export encounters of a clinician"))
                        .readOnly()
                        .reads(EncounterJson.Export.class)
                        .answersFile()
                        .by(this::exportOfClinician));
    }

    private static Route read(Route row) {
        return row.needs(CASE_READ).touches(TENANT).audited(READ);
    }

    private Answer all(Tx tx, Call call) {
        return page(call, encounters.all(tx, call.caller(), call.query("string_search"), asked(call)));
    }

    private Answer one(Tx tx, Call call) {
        CaseRecord found = encounters.find(tx, call.caller(), call.id("case_id"), with(call));
        call.shows(found.encounter().patientId());
        return Answer.of(CaseRecordJson.of(found, call::wants));
    }

    private Answer ofPartner(Tx tx, Call call) {
        String id = call.query("id");
        Encounters.Filter filter = new Encounters.Filter(
                id == null ? null : Ids.read(id).orElse(NOTHING), EncounterJson.named(call.queries("environments")));
        return page(call, encounters.ofPartner(tx, call.caller(), call.id("partner"), filter, asked(call)));
    }

    private Answer export(Tx tx, Call call) {
        Encounters.Export export = encounters.export(
                tx,
                call.caller(),
                call.id("partner"),
                call.body(EncounterJson.Export.class).command());
        return file(call, export);
    }

    private Answer exportOfClinician(Tx tx, Call call) {
        return file(
                call,
                encounters.exportOfClinician(
                        tx,
                        call.caller(),
                        call.id("clinician"),
                        call.body(EncounterJson.Export.class).command()));
    }

    private static Answer file(Call call, Encounters.Export export) {
        call.shows(export.patientIds());
        return Answer.file(Spreadsheet.CONTENT_TYPE, export.bytes(), "encounters.xlsx");
    }

    private static Answer page(Call call, Page<CaseRecord> found) {
        call.shows(found.items().stream()
                .map(record -> record.encounter().patientId())
                .distinct()
                .toList());
        return Answer.page(found.map(record -> CaseRecordJson.of(record, call::wants)));
    }

    private static Encounters.Asked asked(Call call) {
        return new Encounters.Asked(call.page("created_at", "updated_at"), with(call));
    }

    static Encounters.With with(Call call) {
        return new Encounters.With(call.wants("patient"), call.wants("partner"));
    }
}
