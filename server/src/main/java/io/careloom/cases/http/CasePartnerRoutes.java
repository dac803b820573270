package io.careloom.cases.http;

import static io.careloom.kernel.Permission.CASE_MOVE_PARTNER;
import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.kernel.Permission.CASE_SUBMIT;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.CaseHistory;
import io.careloom.cases.CaseLists;
import io.careloom.cases.CaseStatus;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Handler;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Cases as a partner sees and moves them. */
public final class CasePartnerRoutes implements Routes {
    private static final String CASE = "/v1/partner/cases/{case_id}";

    private final Cases cases;

    /** Rows that use this door. */
    public CasePartnerRoutes(Cases cases) {
        this.cases = cases;
    }

    @Override
    public List<Route> rows() {
        return Stream.of(writes(), contents(), new CaseReadRoutes("/v1/partner", cases).rows(), reads())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> writes() {
        return List.of(
                Route.patch(CASE + "/status", "Update hold status flag")
                        .needs(CASE_MOVE_PARTNER)
                        .touches(TENANT)
                        .audited(WRITE)
                        .reads(CaseJson.Hold.class)
                        .answersNothing()
                        .by(this::hold),
                moves("/support", "Send case to support", CaseStatus.SUPPORT),
                moves("/cancel", "Cancel case", CaseStatus.CANCELLED),
                moves("/assigned", "Set case as assigned", CaseStatus.ASSIGNED),
                moves("/processing", "Send an approved case to processing", CaseStatus.PROCESSING));
    }

    private List<Route> contents() {
        return List.of(
                content(Route.post(CASE + "/questions", "Post case question"))
                        .reads(CaseJson.Question.class)
                        .answers(CaseQuestion.class)
                        .by(this::ask),
                content(Route.post(CASE + "/diseases", "Attach new diseases"))
                        .reads(CaseJson.DiseaseIds.class)
                        .answers(BARE, CaseDisease.class)
                        .by(this::attach),
                content(Route.delete(CASE + "/diseases/{disease_id}", "Delete diseases"))
                        .answers(BARE, CaseDisease.class)
                        .by((tx, call) -> Answer.list(
                                cases.contents().detach(tx, call.caller(), call.id("case_id"), call.id("disease_id")))),
                content(Route.post(CASE + "/diseases/{disease_id}/primary", "Set primary disease"))
                        .answers(BARE, CaseDisease.class)
                        .by((tx, call) -> Answer.list(cases.contents()
                                .makePrimary(tx, call.caller(), call.id("case_id"), call.id("disease_id")))));
    }

    private static Route content(Route row) {
        return row.needs(CASE_SUBMIT).touches(TENANT).audited(WRITE);
    }

    private Answer ask(Tx tx, Call call) {
        CaseJson.Question asked = call.body(CaseJson.Question.class);
        return Answer.of(cases.contents().ask(tx, call.caller(), call.id("case_id"), asked.text()));
    }

    private Answer attach(Tx tx, Call call) {
        UUID caseId = call.id("case_id");
        return Answer.list(call.body(CaseJson.DiseaseIds.class).wanted().stream()
                .map(diseaseId -> cases.contents().attach(tx, call.caller(), caseId, diseaseId))
                .reduce(List.of(), (_, all) -> all));
    }

    private List<Route> reads() {
        return List.of(
                CaseReadRoutes.read(CASE + "/statuses", "Get case statuses")
                        .answers(PAGED, CaseHistory.StatusLine.class)
                        .by(this::statuses),
                CaseReadRoutes.read(CASE + "/diseases", "Get case diseases")
                        .answers(BARE, CaseDisease.class)
                        .by(this::diseases),
                Route.get("/v1/partner/statistics/count/cases-by-status", "Count cases by status")
                        .needs(CASE_READ)
                        .touches(TENANT)
                        .audited(NONE)
                        .answers(CaseLists.Counts.class)
                        .by((tx, call) -> Answer.of(cases.lists().counts(tx, call.caller()))));
    }

    private Route moves(String verb, String name, CaseStatus to) {
        Handler move = (tx, call) -> Answer.of(cases.moveByPartner(
                tx,
                call.caller(),
                call.id("case_id"),
                to,
                call.body(CaseJson.Reason.class).reason()));
        return Route.post(CASE + verb, name)
                .needs(CASE_MOVE_PARTNER)
                .touches(TENANT)
                .audited(WRITE)
                .reads(CaseJson.Reason.class)
                .answers(CaseChart.class)
                .by(move);
    }

    private Answer hold(Tx tx, Call call) {
        cases.hold(
                tx,
                call.caller(),
                call.id("case_id"),
                call.body(CaseJson.Hold.class).holdStatus());
        return Answer.empty();
    }

    private Answer statuses(Tx tx, Call call) {
        return Answer.page(CaseReadRoutes.shown(
                call, cases.history().statuses(tx, call.caller(), call.id("case_id"), call.page())));
    }

    private Answer diseases(Tx tx, Call call) {
        return Answer.list(
                CaseReadRoutes.shown(call, cases.contents().diseases(tx, call.caller(), call.id("case_id"))));
    }
}
