package io.careloom.cases.http;

import static io.careloom.kernel.Permission.SIMULATE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.Cases;
import io.careloom.cases.Encounters;
import io.careloom.cases.TestEncounters;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseRecord;
import io.careloom.cases.charts.Encounter;
import io.careloom.kernel.Caller;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** Simulated work on sandbox cases. */
public final class EncounterTestRoutes implements Routes {
    private static final String OF_PARTNER = "/v1/partner/tests/encounters";
    private static final String OF_CONSOLE = "/web/partners/{partner}/tests/encounters";

    private final TestEncounters simulations;
    private final Encounters encounters;

    /** Rows that use this door. */
    public EncounterTestRoutes(Cases cases) {
        this.simulations = cases.simulations();
        this.encounters = cases.encounters();
    }

    @Override
    public List<Route> rows() {
        return Stream.of(
                        writes(OF_PARTNER, (tx, call) -> call.caller()),
                        writes(OF_CONSOLE, this::limited),
                        List.of(Route.get(OF_CONSOLE + "/{encounter_id}", "Get Encounter")
                                .needs(SIMULATE)
                                .touches(TENANT)
                                .audited(READ)
                                .answers(CaseRecordJson.class)
                                .by(this::one)))
                .flatMap(List::stream)
                .toList();
    }

    /** Who acts: a partner for itself, somebody of a console for the partner of the path. */
    private interface Actor {
        Caller of(Tx tx, Call call);
    }

    private List<Route> writes(String path, Actor actor) {
        return List.of(
                row(path, "Create encounter")
                        .reads(CaseJson.CreateEncounter.class)
                        .answers(CaseChart.class)
                        .by((tx, call) -> Answer.of(simulations.submit(
                                tx,
                                actor.of(tx, call),
                                call.body(CaseJson.CreateEncounter.class).command()))),
                row(path + "/{encounter_id}/status", "Post encounter status")
                        .reads(CaseJson.EncounterStatus.class)
                        .answers(Encounter.class)
                        .by((tx, call) -> Answer.of(simulations.move(
                                tx,
                                actor.of(tx, call),
                                call.id("encounter_id"),
                                call.body(CaseJson.EncounterStatus.class).wanted()))),
                row(path + "/{encounter_id}/prescriptions", "Create encounter prescription")
                        .reads(LegacyLineJson.Prescription.class)
                        .answers(Encounter.class)
                        .by((tx, call) -> {
                            LegacyLineJson.Prescription body = call.body(LegacyLineJson.Prescription.class);
                            return Answer.of(simulations.prescribe(
                                    tx, actor.of(tx, call), call.id("encounter_id"), body.clinician(), body.line("")));
                        }),
                row(path + "/{encounter_id}/reassign", "Reassign clinician to encounter")
                        .reads(CaseJson.Reassign.class)
                        .answers(Encounter.class)
                        .by((tx, call) -> {
                            CaseJson.Reassign body = call.body(CaseJson.Reassign.class);
                            return Answer.of(simulations.reassign(
                                    tx,
                                    actor.of(tx, call),
                                    call.id("encounter_id"),
                                    body.clinicianId(),
                                    body.reason()));
                        }));
    }

    private static Route row(String path, String name) {
        return Route.post(path, name).needs(SIMULATE).touches(TENANT).audited(WRITE);
    }

    private Caller limited(Tx tx, Call call) {
        return simulations.within(tx, call.caller(), call.id("partner"));
    }

    private Answer one(Tx tx, Call call) {
        CaseRecord found =
                encounters.simulated(tx, limited(tx, call), call.id("encounter_id"), EncounterWebRoutes.with(call));
        call.shows(found.encounter().patientId());
        return Answer.of(CaseRecordJson.of(found, call::wants));
    }
}
