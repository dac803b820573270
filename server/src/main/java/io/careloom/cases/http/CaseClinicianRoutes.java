package io.careloom.cases.http;

import static io.careloom.kernel.Permission.CASE_MOVE_CLINICAL;
import static io.careloom.kernel.Permission.CASE_REASSIGN;
import static io.careloom.kernel.Permission.NOTE_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.PARTNER;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.CaseHistory;
import io.careloom.cases.CaseStatus;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseNote;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Handler;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Cases as a clinician sees and works on them. */
public final class CaseClinicianRoutes implements Routes {
    private static final String CASE = "/v1/clinician/cases/{case_id}";

    private final Cases cases;

    /** Rows that use this door. */
    public CaseClinicianRoutes(Cases cases) {
        this.cases = cases;
    }

    @Override
    public List<Route> rows() {
        return Stream.of(new CaseReadRoutes("/v1/clinician", cases).rows(), reads(), moves(), marks())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> reads() {
        return List.of(
                CaseReadRoutes.read(CASE + "/assignment", "Get case assignment")
                        .answers(CaseHistory.Explained.class)
                        .by(this::assignment),
                Route.get("/v1/clinician/patients/{patient_id}/notes", "Get patient clinical notes")
                        .needs(NOTE_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(PAGED, CaseNote.class)
                        .by(this::notesOfPatient),
                CaseReadRoutes.search("/v1/clinician/cases/search", "Search cases")
                        .reads(CaseJson.Search.class)
                        .by(this::search),
                Route.post("/v1/clinician/available/list", "Get available clinicians")
                        .readOnly()
                        .needs(CASE_REASSIGN)
                        .touches(PARTNER)
                        .audited(NONE)
                        .reads(CaseJson.Available.class)
                        .answers(BARE, ClinicianCard.class)
                        .by(this::available));
    }

    private Answer available(Tx tx, Call call) {
        CaseJson.Available body = call.body(CaseJson.Available.class);
        return Answer.list(cases.available(tx, call.caller(), body.partnerId(), body.stateId()));
    }

    private List<Route> moves() {
        return List.of(
                move("/assigned", "Take a case, or take it back")
                        .by((tx, call) -> Answer.of(cases.take(tx, call.caller(), call.id("case_id")))),
                withReason("/waiting", "Set case as waiting", CaseStatus.WAITING),
                withReason("/support", "Transfer case to support", CaseStatus.SUPPORT),
                withReason("/cancelled", "Set case as cancelled", CaseStatus.CANCELLED),
                move("/approved", "Set case as approved")
                        .reads(CaseJson.Approve.class)
                        .by(this::approve),
                move("/processing", "Set case as processing").by(to(CaseStatus.PROCESSING)),
                move("/completed", "Set case as completed").by(to(CaseStatus.COMPLETED)),
                Route.post(CASE + "/reassign", "Reassign clinician to case")
                        .needs(CASE_REASSIGN)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(CaseJson.Reassign.class)
                        .answers(CaseChart.class)
                        .by(this::reassign),
                Route.patch(CASE + "/questions/{case_question_id}", "Update question")
                        .needs(CASE_MOVE_CLINICAL)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(CaseJson.Question.class)
                        .answers(CaseQuestion.class)
                        .by(this::changeQuestion));
    }

    private List<Route> marks() {
        return List.of(
                move("/priority", "Set case priority")
                        .reads(CaseJson.Priority.class)
                        .by(this::prioritize),
                move("/sync", "Update case synchronicity status")
                        .reads(CaseJson.Sync.class)
                        .by((tx, call) -> Answer.of(cases.marks()
                                .sync(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        call.body(CaseJson.Sync.class).isSync()))),
                move("/chargeable", "Update case chargeability status")
                        .reads(CaseJson.Chargeable.class)
                        .by((tx, call) -> Answer.of(cases.marks()
                                .chargeable(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        call.body(CaseJson.Chargeable.class).isChargeable()))),
                move("/service-pdf-exported", "Update service PDF exported flag")
                        .reads(CaseJson.Exported.class)
                        .by(this::exported),
                move("/additional-approval", "Patch additional approval flag")
                        .reads(CaseJson.AdditionalApproval.class)
                        .by(this::additionalApproval),
                move("/events", "Add case events")
                        .reads(CaseJson.Remark.class)
                        .answers(CaseHistory.EventLine.class)
                        .by((tx, call) -> Answer.of(cases.history()
                                .remark(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        call.body(CaseJson.Remark.class).remark()))),
                Route.post(CASE + "/reassign-randomly", "Reassign clinician randomly to case")
                        .needs(CASE_REASSIGN)
                        .touches(TENANT)
                        .audited(WRITE)
                        .answers(CaseChart.class)
                        .by((tx, call) -> Answer.of(cases.reassignToAnybody(tx, call.caller(), call.id("case_id")))));
    }

    private Answer prioritize(Tx tx, Call call) {
        CaseJson.Priority body = call.body(CaseJson.Priority.class);
        return Answer.of(
                cases.marks().prioritize(tx, call.caller(), call.id("case_id"), body.isPriority(), body.reason()));
    }

    private Answer exported(Tx tx, Call call) {
        boolean exported = call.body(CaseJson.Exported.class).exported();
        return Answer.of(cases.marks().servicePdfExported(tx, call.caller(), call.id("case_id"), exported));
    }

    private Answer additionalApproval(Tx tx, Call call) {
        CaseJson.AdditionalApproval body = call.body(CaseJson.AdditionalApproval.class);
        return Answer.of(cases.marks()
                .additionalApproval(tx, call.caller(), call.id("case_id"), body.isAdditionalApprovalNeeded()));
    }

    private static Route move(String verb, String name) {
        return Route.post(CASE + verb, name)
                .needs(CASE_MOVE_CLINICAL)
                .touches(TENANT)
                .audited(WRITE)
                .answers(CaseChart.class);
    }

    private Route withReason(String verb, String name, CaseStatus to) {
        return move(verb, name)
                .reads(CaseJson.NeededReason.class)
                .by((tx, call) -> Answer.of(cases.moveByClinician(
                        tx,
                        call.caller(),
                        call.id("case_id"),
                        to,
                        call.body(CaseJson.NeededReason.class).reason())));
    }

    private Handler to(CaseStatus to) {
        return (tx, call) -> Answer.of(cases.moveByClinician(tx, call.caller(), call.id("case_id"), to, null));
    }

    private Answer approve(Tx tx, Call call) {
        return Answer.of(cases.approve(
                tx,
                call.caller(),
                call.id("case_id"),
                call.body(CaseJson.Approve.class).approval()));
    }

    private Answer reassign(Tx tx, Call call) {
        CaseJson.Reassign body = call.body(CaseJson.Reassign.class);
        return Answer.of(cases.reassign(tx, call.caller(), call.id("case_id"), body.clinicianId(), body.reason()));
    }

    private Answer changeQuestion(Tx tx, Call call) {
        return Answer.of(cases.contents()
                .changeQuestion(
                        tx,
                        call.caller(),
                        call.id("case_id"),
                        call.id("case_question_id"),
                        call.body(CaseJson.Question.class).text()));
    }

    private Answer assignment(Tx tx, Call call) {
        return Answer.of(CaseReadRoutes.shown(call, cases.history().assignment(tx, call.caller(), call.id("case_id"))));
    }

    private Answer search(Tx tx, Call call) {
        CaseJson.Search body = call.body(CaseJson.Search.class);
        return CaseReadRoutes.lines(
                call, cases.lists().search(tx, call.caller(), body.search(), CaseJson.withLimit(call)));
    }

    private Answer notesOfPatient(Tx tx, Call call) {
        UUID patientId = call.id("patient_id");
        call.shows(patientId);
        return Answer.page(cases.lists().notesOfPatient(tx, call.caller(), patientId, call.newestFirst()));
    }
}
