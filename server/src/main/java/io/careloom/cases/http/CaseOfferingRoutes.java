package io.careloom.cases.http;

import static io.careloom.kernel.Permission.CASE_SUBMIT;
import static io.careloom.kernel.Permission.PRESCRIBE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.CaseHistory;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.LineKey;
import io.careloom.cases.offerings.LineKind;
import io.careloom.kernel.Permission;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** The offerings of cases, for programs of partners and for clinicians. */
public final class CaseOfferingRoutes implements Routes {
    private static final String OF_CASE = "/cases/{case_id}/offerings";
    private static final int PAGE = 50;

    private final Cases cases;

    /** Rows on this door. */
    public CaseOfferingRoutes(Cases cases) {
        this.cases = cases;
    }

    @Override
    public List<Route> rows() {
        return Stream.of(
                        lines("/v1/partner" + OF_CASE, CASE_SUBMIT),
                        lines("/v1/clinician" + OF_CASE, PRESCRIBE),
                        sendings("/v1/clinician" + OF_CASE),
                        diseases("/v1/clinician" + OF_CASE + "/{offering_id}/diseases"))
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> lines(String all, Permission writes) {
        return List.of(
                CaseReadRoutes.read(all, "Get case offerings")
                        .answers(BARE, CaseOffering.Shown.class)
                        .by(this::list),
                write(Route.post(all, "Create case offering"), writes)
                        .reads(LineJson.Create.class)
                        .answers(CaseOffering.Shown.class)
                        .by(this::add),
                write(Route.patch(all + "/status", "Update case offerings statuses"), writes)
                        .reads(LineJson.Statuses.class)
                        .answers(BARE, CaseOffering.Shown.class)
                        .by((tx, call) -> shown(cases.offerings()
                                .sendings()
                                .statuses(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        LineKind.ANY,
                                        call.body(LineJson.Statuses.class).wanted()))),
                write(Route.patch(all + "/{offering_id}", "Update case offering"), writes)
                        .reads(LineJson.Patch.class)
                        .answers(BARE, CaseOffering.Shown.class)
                        .by(this::change),
                write(Route.delete(all + "/{offering_id}", "Delete case offering"), writes)
                        .answers(BARE, CaseOffering.Shown.class)
                        .by((tx, call) -> shown(cases.offerings().remove(tx, call.caller(), key(call)))));
    }

    private List<Route> sendings(String all) {
        return List.of(
                CaseReadRoutes.read(all + "/{offering_id}/events", "Get case offerings events")
                        .answers(BARE, CaseHistory.EventLine.class)
                        .by((tx, call) -> events(cases, tx, call, "offering_id")),
                write(Route.post(all + "/reset", "Reset case offerings"), PRESCRIBE)
                        .answers(BARE, CaseOffering.Shown.class)
                        .by((tx, call) -> shown(cases.offerings()
                                .sendings()
                                .resetAll(tx, call.caller(), call.id("case_id"), LineKind.ANY))),
                write(Route.post(all + "/cancel", "Cancel case offerings"), PRESCRIBE)
                        .answers(BARE, CaseOffering.Shown.class)
                        .by((tx, call) -> shown(cases.offerings()
                                .sendings()
                                .cancelAll(tx, call.caller(), call.id("case_id"), LineKind.ANY))),
                write(Route.post(all + "/{offering_id}/resubmit", "Resubmit case offering"), PRESCRIBE)
                        .reads(LineJson.Again.class)
                        .answers(CaseOffering.Shown.class)
                        .by((tx, call) -> Answer.of(cases.offerings()
                                .sendings()
                                .resubmit(
                                        tx,
                                        call.caller(),
                                        key(call),
                                        call.body(LineJson.Again.class).command())
                                .shown())));
    }

    /** Partners use these too, though they stand with the clinicians' operations. */
    private List<Route> diseases(String all) {
        return List.of(
                CaseReadRoutes.read(all, "Get case offering diseases")
                        .answers(BARE, CaseDisease.class)
                        .by((tx, call) -> Answer.list(CaseReadRoutes.shown(
                                call, cases.offerings().diseases().list(tx, call.caller(), key(call))))),
                write(Route.post(all, "Attach new diseases to case offering"), CASE_SUBMIT)
                        .reads(CaseJson.DiseaseId.class)
                        .answers(BARE, CaseDisease.class)
                        .by((tx, call) -> Answer.list(cases.offerings()
                                .diseases()
                                .attach(
                                        tx,
                                        call.caller(),
                                        key(call),
                                        call.body(CaseJson.DiseaseId.class).diseaseId()))),
                write(Route.delete(all + "/{disease_id}", "Delete diseases of case offering"), CASE_SUBMIT)
                        .answers(BARE, CaseDisease.class)
                        .by((tx, call) -> Answer.list(cases.offerings()
                                .diseases()
                                .detach(tx, call.caller(), key(call), call.id("disease_id")))),
                write(Route.post(all + "/{disease_id}/primary", "Set primary disease of case offering"), CASE_SUBMIT)
                        .answers(BARE, CaseDisease.class)
                        .by((tx, call) -> Answer.list(cases.offerings()
                                .diseases()
                                .makePrimary(tx, call.caller(), key(call), call.id("disease_id")))));
    }

    static Route write(Route row, Permission permission) {
        return row.needs(permission).touches(TENANT).audited(WRITE);
    }

    private Answer list(Tx tx, Call call) {
        return shown(CaseReadRoutes.shown(
                call, cases.offerings().list(tx, call.caller(), call.id("case_id"), LineKind.ANY)));
    }

    private Answer add(Tx tx, Call call) {
        return Answer.of(cases.offerings()
                .add(
                        tx,
                        call.caller(),
                        call.id("case_id"),
                        call.body(LineJson.Create.class).line(""))
                .shown());
    }

    private Answer change(Tx tx, Call call) {
        cases.offerings()
                .change(
                        tx,
                        call.caller(),
                        key(call),
                        call.body(LineJson.Patch.class).change());
        return shown(cases.offerings().all(tx, call.caller(), call.id("case_id")));
    }

    /** The history of the line that the path names. */
    static Answer events(Cases cases, Tx tx, Call call, String variable) {
        return Answer.list(CaseReadRoutes.shown(
                call,
                cases.history()
                        .eventsOf(
                                tx,
                                call.caller(),
                                call.id("case_id"),
                                call.id(variable),
                                CaseJson.withDefault(call, PAGE))));
    }

    private static LineKey key(Call call) {
        return LineKey.of(call.id("case_id"), call.id("offering_id"));
    }

    private static Answer shown(List<CaseOffering> lines) {
        return Answer.list(lines.stream().map(CaseOffering::shown).toList());
    }
}
