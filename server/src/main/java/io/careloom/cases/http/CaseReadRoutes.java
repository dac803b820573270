package io.careloom.cases.http;

import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.kernel.Permission.CASE_SUBMIT;
import static io.careloom.kernel.Permission.NOTE_READ;
import static io.careloom.kernel.Permission.NOTE_WRITE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.FLAT;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.CaseHistory;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.charts.CaseNote;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The rows that {@code /v1/partner} and {@code /v1/clinician} share; the caller's reach makes the difference. */
final class CaseReadRoutes implements Routes {
    /** Rows of the flat lists and of the history when {@code per_page} is not said. */
    private static final int PAGE = 50;

    private final String surface;
    private final Cases cases;

    /** @param surface {@code /v1/partner} or {@code /v1/clinician} */
    CaseReadRoutes(String surface, Cases cases) {
        this.surface = surface;
        this.cases = cases;
    }

    @Override
    public List<Route> rows() {
        String one = surface + "/cases/{case_id}";
        return List.of(
                Route.post(surface + "/cases", "Create case")
                        .needs(CASE_SUBMIT)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(CaseJson.Create.class)
                        .answers(CaseChart.class)
                        .by(this::create),
                read(one, "Get case").answers(CaseChart.class).by(this::chart),
                read(one + "/events", "Get case events")
                        .answers(BARE, CaseHistory.EventLine.class)
                        .by(this::events),
                read(one + "/questions", "Get case questions")
                        .answers(BARE, CaseQuestion.class)
                        .by(this::questions),
                Route.get(one + "/notes", "Get clinical notes")
                        .needs(NOTE_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(BARE, CaseNote.class)
                        .by(this::notes),
                Route.post(one + "/notes", "Create clinical note")
                        .needs(NOTE_WRITE)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(CaseJson.Note.class)
                        .answers(CaseNote.class)
                        .by(this::writeNote),
                search(surface + "/cases/status/{status}", "Get cases by status")
                        .reads(CaseJson.ByStatus.class)
                        .by(this::byStatus),
                read(surface + "/patients/{patient_id}/cases", "Get patient cases")
                        .answers(FLAT, CaseLine.OfPatient.class)
                        .by(this::ofPatient));
    }

    /** A row that shows patients. */
    static Route read(String path, String name) {
        return Route.get(path, name).needs(CASE_READ).touches(TENANT).audited(READ);
    }

    /** A POST that only lists cases. */
    static Route search(String path, String name) {
        return Route.post(path, name)
                .readOnly()
                .needs(CASE_READ)
                .touches(TENANT)
                .audited(READ)
                .answers(PAGED, CaseLine.class);
    }

    /** Notes whose patients the answer shows. */
    static Answer lines(Call call, Page<CaseLine> found) {
        call.shows(found.items().stream()
                .flatMap(line -> Stream.ofNullable(line.patient()))
                .map(CaseLine.PatientLine::patientId)
                .distinct()
                .toList());
        return Answer.page(found);
    }

    /** Notes whose patient the answer shows. */
    static <T> T shown(Call call, Cases.Shown<T> shown) {
        call.shows(shown.patientId());
        return shown.content();
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(
                cases.submit(tx, call.caller(), call.body(CaseJson.Create.class).command()));
    }

    private Answer chart(Tx tx, Call call) {
        CaseChart chart = cases.find(tx, call.caller(), call.id("case_id"));
        call.shows(chart.patient().patientId());
        return Answer.of(chart);
    }

    private Answer events(Tx tx, Call call) {
        PageQuery page = CaseJson.withDefault(call, PAGE);
        return Answer.list(shown(call, cases.history().events(tx, call.caller(), call.id("case_id"), page)));
    }

    private Answer questions(Tx tx, Call call) {
        return Answer.list(shown(call, cases.contents().questions(tx, call.caller(), call.id("case_id"))));
    }

    private Answer notes(Tx tx, Call call) {
        return Answer.list(shown(call, cases.contents().notes(tx, call.caller(), call.id("case_id"))));
    }

    private Answer writeNote(Tx tx, Call call) {
        String text = call.body(CaseJson.Note.class).text();
        return Answer.of(cases.contents().write(tx, call.caller(), call.id("case_id"), text));
    }

    private Answer byStatus(Tx tx, Call call) {
        CaseJson.ByStatus body = call.body(CaseJson.ByStatus.class);
        return lines(call, cases.lists().byStatus(tx, call.caller(), call.path("status"), body.filter(), call.page()));
    }

    private Answer ofPatient(Tx tx, Call call) {
        UUID patientId = call.id("patient_id");
        PageQuery page = CaseJson.withDefault(call, PAGE);
        Page<CaseLine.OfPatient> found = cases.lists().ofPatient(tx, call.caller(), patientId, page);
        call.shows(patientId);
        return Answer.flat(found);
    }
}
