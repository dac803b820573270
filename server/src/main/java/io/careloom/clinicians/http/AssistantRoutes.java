package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.kernel.Permission.SELF;
import static io.careloom.kernel.Permission.STAFF_MANAGE;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;
import static io.careloom.platform.http.TenantRule.OWN;

import io.careloom.clinicians.staff.Assistants;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** For which clinicians medical assistants work (W-11), and the assistants a clinician takes itself. */
public final class AssistantRoutes implements Routes {
    private static final String OF_CLINICIAN = "/web/clinicians/{clinician}/medical-assistants";
    private static final String OWN_ONES = "/v1/clinician/medical-assistants";
    private static final String ASSISTANT = "medical_assistant";

    private final Assistants assistants;

    /** Rows over the door. */
    public AssistantRoutes(Assistants assistants) {
        this.assistants = assistants;
    }

    @Override
    public List<Route> rows() {
        return Stream.concat(office().stream(), own().stream()).toList();
    }

    private List<Route> office() {
        return List.of(
                Route.get("/web/medical-assistants/{medical_assistant}/clinicians", "Get medical assistant clinicians")
                        .needs(CLINICIAN_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(PAGED, ClinicianRecordJson.class)
                        .by(this::clinicians),
                Route.get(OF_CLINICIAN, "Get medical assistants of a clinician")
                        .needs(CLINICIAN_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(PAGED, AssistantJson.class)
                        .by(this::ofClinician),
                Route.put(OF_CLINICIAN + "/{medical_assistant}", "Attach medical assistant")
                        .needs(STAFF_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .reads(StaffJson.Engaged.class)
                        .answersNothing()
                        .by(this::attach),
                Route.delete(OF_CLINICIAN + "/{medical_assistant}", "Detach medical assistant")
                        .needs(STAFF_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .answersNothing()
                        .by(this::detach));
    }

    private List<Route> own() {
        return List.of(
                Route.get(OWN_ONES, "Get own medical assistants")
                        .needs(SELF)
                        .touches(OWN)
                        .audited(NONE)
                        .answers(BARE, AssistantJson.class)
                        .by((tx, call) -> Answer.list(assistants.own(tx, call.caller()).stream()
                                .map(AssistantJson::of)
                                .toList())),
                Route.post(OWN_ONES, "Create own medical assistant")
                        .needs(SELF)
                        .touches(OWN)
                        .audited(WRITE)
                        .reads(StaffJson.Sent.class)
                        .answers(AssistantJson.class)
                        .by((tx, call) -> Answer.of(AssistantJson.of(assistants.hire(
                                tx,
                                call.caller(),
                                call.body(StaffJson.Sent.class).command())))),
                Route.delete(OWN_ONES + "/{medical_assistant}", "Delete own medical assistant")
                        .needs(SELF)
                        .touches(OWN)
                        .audited(WRITE)
                        .answersNothing()
                        .by(this::dismiss));
    }

    private Answer clinicians(Tx tx, Call call) {
        return Answer.page(assistants
                .clinicians(tx, call.caller(), call.id(ASSISTANT), call.page())
                .map(view -> ClinicianRecordJson.of(view, call::wants)));
    }

    private Answer ofClinician(Tx tx, Call call) {
        return Answer.page(assistants
                .of(tx, call.caller(), call.id("clinician"), StaffWebRoutes.page(call))
                .map(AssistantJson::of));
    }

    private Answer attach(Tx tx, Call call) {
        assistants.attach(
                tx,
                call.caller(),
                call.id("clinician"),
                call.id(ASSISTANT),
                call.body(StaffJson.Engaged.class).priority());
        return Answer.empty();
    }

    private Answer detach(Tx tx, Call call) {
        assistants.detach(tx, call.caller(), call.id("clinician"), call.id(ASSISTANT));
        return Answer.empty();
    }

    private Answer dismiss(Tx tx, Call call) {
        assistants.dismiss(tx, call.caller(), call.id(ASSISTANT));
        return Answer.empty();
    }
}
