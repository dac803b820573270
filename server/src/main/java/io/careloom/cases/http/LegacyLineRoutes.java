package io.careloom.cases.http;

import static io.careloom.kernel.Permission.PRESCRIBE;
import static io.careloom.platform.http.Route.Shape.BARE;

import io.careloom.cases.CaseHistory;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CasePrescription;
import io.careloom.cases.charts.ServedLine;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.LineKey;
import io.careloom.cases.offerings.LineKind;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** The offerings of cases as old clients know them: prescriptions and services. */
public final class LegacyLineRoutes implements Routes {
    private static final String PRESCRIPTIONS = "/v1/clinician/cases/{case_id}/prescriptions";
    private static final String PRESCRIPTION = PRESCRIPTIONS + "/{prescription_id}";
    private static final String SERVICES = "/v1/clinician/cases/{case_id}/services";
    private static final String SERVED = SERVICES + "/{service_id}";

    private final Cases cases;

    /** Rows on this door. */
    public LegacyLineRoutes(Cases cases) {
        this.cases = cases;
    }

    @Override
    public List<Route> rows() {
        return Stream.of(reads(), prescriptions(), sendings(), services())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> reads() {
        return List.of(
                CaseReadRoutes.read("/v1/partner/cases/{case_id}/prescriptions", "Get case prescriptions")
                        .answers(BARE, CasePrescription.class)
                        .by(this::prescribed),
                CaseReadRoutes.read(PRESCRIPTIONS, "Get case prescriptions")
                        .answers(BARE, CasePrescription.class)
                        .by(this::prescribed),
                CaseReadRoutes.read(PRESCRIPTION + "/events", "Get case prescription events")
                        .answers(BARE, CaseHistory.EventLine.class)
                        .by((tx, call) -> CaseOfferingRoutes.events(cases, tx, call, "prescription_id")),
                CaseReadRoutes.read(SERVICES, "Get case services")
                        .answers(BARE, ServedLine.class)
                        .by((tx, call) -> served(CaseReadRoutes.shown(
                                call, cases.offerings().list(tx, call.caller(), call.id("case_id"), LineKind.SERVED)))),
                CaseReadRoutes.read(SERVED + "/events", "Get case service events")
                        .answers(BARE, CaseHistory.EventLine.class)
                        .by((tx, call) -> CaseOfferingRoutes.events(cases, tx, call, "service_id")));
    }

    private List<Route> prescriptions() {
        return List.of(
                prescribe(Route.post(PRESCRIPTIONS, "Create case prescription"))
                        .reads(LegacyLineJson.Prescription.class)
                        .answers(CasePrescription.class)
                        .by((tx, call) -> Answer.of(CasePrescription.of(cases.offerings()
                                .add(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        call.body(LegacyLineJson.Prescription.class)
                                                .line(""))))),
                prescribe(Route.patch(PRESCRIPTIONS, "Update case prescriptions"))
                        .reads(LegacyLineJson.Prescriptions.class)
                        .answers(BARE, CasePrescription.class)
                        .by((tx, call) -> prescriptions(cases.offerings()
                                .replace(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        LineKind.PRESCRIBED,
                                        call.body(LegacyLineJson.Prescriptions.class)
                                                .lines()))),
                prescribe(Route.patch(PRESCRIPTION, "Update case prescription"))
                        .reads(LegacyLineJson.Prescription.class)
                        .answers(CasePrescription.class)
                        .by((tx, call) -> Answer.of(CasePrescription.of(cases.offerings()
                                .change(
                                        tx,
                                        call.caller(),
                                        prescription(call),
                                        call.body(LegacyLineJson.Prescription.class)
                                                .change())))),
                prescribe(Route.delete(PRESCRIPTION, "Delete case prescription"))
                        .answers(BARE, CasePrescription.class)
                        .by((tx, call) ->
                                prescriptions(cases.offerings().remove(tx, call.caller(), prescription(call)))));
    }

    private List<Route> sendings() {
        return List.of(
                prescribe(Route.patch(PRESCRIPTIONS + "/status", "Update case prescriptions statuses"))
                        .reads(LineJson.Statuses.class)
                        .answers(BARE, CasePrescription.class)
                        .by((tx, call) -> prescriptions(cases.offerings()
                                .sendings()
                                .statuses(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        LineKind.PRESCRIBED,
                                        call.body(LineJson.Statuses.class).wanted()))),
                prescribe(Route.post(PRESCRIPTIONS + "/cancel", "Cancel case prescriptions"))
                        .answers(BARE, CasePrescription.class)
                        .by((tx, call) -> prescriptions(cases.offerings()
                                .sendings()
                                .cancelAll(tx, call.caller(), call.id("case_id"), LineKind.PRESCRIBED))),
                prescribe(Route.post(PRESCRIPTIONS + "/reset", "Reset case prescriptions"))
                        .answers(BARE, CasePrescription.class)
                        .by((tx, call) -> prescriptions(cases.offerings()
                                .sendings()
                                .resetAll(tx, call.caller(), call.id("case_id"), LineKind.PRESCRIBED))),
                prescribe(Route.patch(PRESCRIPTION + "/cancel", "Cancel case prescription"))
                        .reads(CaseJson.Reason.class)
                        .answers(CasePrescription.class)
                        .by((tx, call) -> Answer.of(CasePrescription.of(cases.offerings()
                                .sendings()
                                .cancel(
                                        tx,
                                        call.caller(),
                                        prescription(call),
                                        call.body(CaseJson.Reason.class).reason())))),
                prescribe(Route.post(PRESCRIPTION + "/resubmit", "Resubmit case prescription"))
                        .reads(LineJson.Again.class)
                        .answers(CasePrescription.class)
                        .by((tx, call) -> Answer.of(CasePrescription.of(cases.offerings()
                                .sendings()
                                .resubmit(
                                        tx,
                                        call.caller(),
                                        prescription(call),
                                        call.body(LineJson.Again.class).command())))));
    }

    private List<Route> services() {
        return List.of(
                prescribe(Route.post(SERVICES, "Add new services"))
                        .reads(LegacyLineJson.Served.class)
                        .answers(ServedLine.class)
                        .by((tx, call) -> Answer.of(ServedLine.of(cases.offerings()
                                .add(
                                        tx,
                                        call.caller(),
                                        call.id("case_id"),
                                        call.body(LegacyLineJson.Served.class).line(""))))),
                prescribe(Route.patch(SERVED, "Update case services"))
                        .reads(LegacyLineJson.Served.class)
                        .answers(ServedLine.class)
                        .by((tx, call) -> Answer.of(ServedLine.of(cases.offerings()
                                .change(
                                        tx,
                                        call.caller(),
                                        service(call),
                                        call.body(LegacyLineJson.Served.class).change())))),
                prescribe(Route.delete(SERVED, "Remove services"))
                        .answers(BARE, ServedLine.class)
                        .by((tx, call) -> served(cases.offerings().remove(tx, call.caller(), service(call)))));
    }

    private static Route prescribe(Route row) {
        return CaseOfferingRoutes.write(row, PRESCRIBE);
    }

    private Answer prescribed(Tx tx, Call call) {
        return prescriptions(CaseReadRoutes.shown(
                call, cases.offerings().list(tx, call.caller(), call.id("case_id"), LineKind.PRESCRIBED)));
    }

    private static LineKey prescription(Call call) {
        return new LineKey(call.id("case_id"), call.id("prescription_id"), LineKind.PRESCRIBED);
    }

    private static LineKey service(Call call) {
        return new LineKey(call.id("case_id"), call.id("service_id"), LineKind.SERVED);
    }

    private static Answer prescriptions(List<CaseOffering> lines) {
        return Answer.list(lines.stream().map(CasePrescription::of).toList());
    }

    private static Answer served(List<CaseOffering> lines) {
        return Answer.list(lines.stream().map(ServedLine::of).toList());
    }
}
