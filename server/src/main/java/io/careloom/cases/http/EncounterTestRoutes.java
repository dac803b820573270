package io.careloom.cases.http;

import static io.careloom.kernel.Permission.SIMULATE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.CaseChart;
import io.careloom.cases.Cases;
import io.careloom.cases.TestEncounters;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** Simulated work on sandbox cases. */
public final class EncounterTestRoutes implements Routes {
    private static final String ENCOUNTERS = "/v1/partner/tests/encounters";

    private final TestEncounters encounters;

    /** Rows that use this door. */
    public EncounterTestRoutes(Cases cases) {
        this.encounters = cases.encounters();
    }

    @Override
    public List<Route> rows() {
        return List.of(
                row("", "Create encounter")
                        .reads(CaseJson.CreateEncounter.class)
                        .answers(CaseChart.class)
                        .by(this::create),
                row("/{encounter_id}/status", "Post encounter status")
                        .reads(CaseJson.EncounterStatus.class)
                        .answers(TestEncounters.Encounter.class)
                        .by(this::move),
                row("/{encounter_id}/reassign", "Reassign clinician to encounter")
                        .reads(CaseJson.Reassign.class)
                        .answers(TestEncounters.Encounter.class)
                        .by(this::reassign));
    }

    private static Route row(String path, String name) {
        return Route.post(ENCOUNTERS + path, name)
                .needs(SIMULATE)
                .touches(TENANT)
                .audited(WRITE);
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(encounters.submit(
                tx, call.caller(), call.body(CaseJson.CreateEncounter.class).command()));
    }

    private Answer move(Tx tx, Call call) {
        return Answer.of(encounters.move(
                tx,
                call.caller(),
                call.id("encounter_id"),
                call.body(CaseJson.EncounterStatus.class).wanted()));
    }

    private Answer reassign(Tx tx, Call call) {
        CaseJson.Reassign body = call.body(CaseJson.Reassign.class);
        return Answer.of(
                encounters.reassign(tx, call.caller(), call.id("encounter_id"), body.clinicianId(), body.reason()));
    }
}
