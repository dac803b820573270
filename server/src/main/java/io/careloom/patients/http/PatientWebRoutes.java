package io.careloom.patients.http;

import static io.careloom.kernel.Permission.PATIENT_READ;
import static io.careloom.kernel.Permission.PATIENT_UNSUBSCRIBE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.kernel.Page;
import io.careloom.patients.Patients;
import io.careloom.patients.lists.PatientLine;
import io.careloom.patients.lists.PatientLists;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.UUID;

/** How staff looks for patients, of one partner or of all it reaches (W-41), and stops their e-mails. */
public final class PatientWebRoutes implements Routes {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Patients patients;
    private final PatientLists lists;

    /** Rows on these doors. */
    public PatientWebRoutes(Patients patients, PatientLists lists) {
        this.patients = patients;
        this.lists = lists;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                read("/web/partners/{partner}/patients", "Get patients")
                        .answers(PAGED, PatientRecordJson.class)
                        .by(this::ofPartner),
                read("/web/resources/patients", "Get patients")
                        .answers(PAGED, PatientRecordJson.class)
                        .by(this::everywhere),
                read("/web/resources/patients/{patient_id}", "Get patient")
                        .answers(PatientRecordJson.class)
                        .by(this::one),
                Route.post(
                                "/web/partner/{partner}/patient/{patient_email}/email/unsubscribe",
                                "Unsubscribe patient email")
                        .needs(PATIENT_UNSUBSCRIBE)
                        .touches(TENANT)
                        .audited(WRITE)
                        .answersNothing()
                        .by(this::unsubscribe));
    }

    private static Route read(String path, String name) {
        return Route.get(path, name).needs(PATIENT_READ).touches(TENANT).audited(READ);
    }

    private Answer ofPartner(Tx tx, Call call) {
        String id = call.query("id");
        PatientLists.Filter filter = PatientLists.Filter.who(
                id == null ? null : Ids.read(id).orElse(NOBODY),
                call.query("email"),
                call.query("first_name"),
                call.query("last_name"));
        return shown(
                call,
                lists.ofPartner(
                        tx,
                        call.caller(),
                        call.id("partner"),
                        PatientListJson.environments(call),
                        new PatientLists.Wanted(filter, call.page(PatientListJson.SORTS))));
    }

    private Answer everywhere(Tx tx, Call call) {
        return shown(
                call,
                lists.everywhere(tx, call.caller(), call.query("string_search"), call.page(PatientListJson.SORTS)));
    }

    private Answer one(Tx tx, Call call) {
        PatientLine line = lists.find(tx, call.caller(), call.id("patient_id"));
        call.shows(line.patientId());
        return Answer.of(PatientRecordJson.of(line, call::wants));
    }

    private Answer unsubscribe(Tx tx, Call call) {
        patients.optOutOfEmail(tx, call.caller(), call.id("partner"), call.path("patient_email"));
        return Answer.empty();
    }

    static Answer shown(Call call, Page<PatientLine> found) {
        call.shows(found.items().stream().map(PatientLine::patientId).toList());
        return Answer.page(found.map(line -> PatientRecordJson.of(line, call::wants)));
    }
}
