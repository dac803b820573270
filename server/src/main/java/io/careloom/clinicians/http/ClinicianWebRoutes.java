package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_MANAGE;
import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;

import io.careloom.clinicians.ClinicianFilter;
import io.careloom.clinicians.ClinicianView;
import io.careloom.clinicians.Clinicians;
import io.careloom.clinicians.http.ClinicianRecordJson.Further;
import io.careloom.clinicians.staff.Assistants;
import io.careloom.kernel.Page;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** How administrators look after clinicians (W-03, W-04, W-05, W-07). */
public final class ClinicianWebRoutes implements Routes {
    private static final String CLINICIANS = "/web/clinicians";
    private static final String CLINICIAN = "/web/clinicians/{clinician}";
    static final String[] SORTS = {"created_at", "updated_at", "first_name", "last_name", "email"};

    private static final UUID NOBODY = new UUID(0, 0);

    private final Clinicians clinicians;
    private final Assistants assistants;

    /** Rows on these doors. */
    public ClinicianWebRoutes(Clinicians clinicians, Assistants assistants) {
        this.clinicians = clinicians;
        this.assistants = assistants;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(CLINICIANS, "Get clinicians")
                        .answers(PAGED, ClinicianRecordJson.class)
                        .by(this::list),
                managing(Route.post(CLINICIANS, "Create clinician"))
                        .reads(ClinicianJson.Sent.class)
                        .answers(ClinicianRecordJson.class)
                        .by(this::create),
                reading(CLINICIAN, "Get clinician")
                        .answers(ClinicianRecordJson.class)
                        .by(this::one),
                managing(Route.patch(CLINICIAN, "Patch clinician"))
                        .reads(ClinicianJson.Sent.class)
                        .answers(ClinicianRecordJson.class)
                        .by(this::change));
    }

    /** A row that shows something of clinicians. */
    static Route reading(String path, String name) {
        return Route.get(path, name).needs(CLINICIAN_READ).touches(INSTALLATION).audited(NONE);
    }

    /** A row by which administrators change clinicians. */
    static Route managing(Route row) {
        return row.needs(CLINICIAN_MANAGE).touches(INSTALLATION).audited(WRITE);
    }

    private Answer list(Tx tx, Call call) {
        Page<ClinicianView> page = clinicians.list(tx, call.caller(), filter(call), call.page(SORTS));
        return Answer.page(new Page<>(shown(tx, call, page.items()), page.total(), page.query()));
    }

    /** The filters of every list of clinicians. */
    static ClinicianFilter filter(Call call) {
        String id = call.query("id");
        return new ClinicianFilter(
                id == null ? null : Ids.read(id).orElse(NOBODY),
                call.query("email"),
                call.query("first_name"),
                call.query("last_name"),
                call.queries("environments").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private Answer create(Tx tx, Call call) {
        return one(
                tx,
                call,
                clinicians.create(
                        tx, call.caller(), call.body(ClinicianJson.Sent.class).create()));
    }

    private Answer one(Tx tx, Call call) {
        return one(tx, call, clinicians.view(tx, call.caller(), call.id("clinician")));
    }

    private Answer change(Tx tx, Call call) {
        return one(
                tx,
                call,
                clinicians.change(
                        tx,
                        call.caller(),
                        call.id("clinician"),
                        call.body(ClinicianJson.Sent.class).change()));
    }

    private Answer one(Tx tx, Call call, ClinicianView view) {
        return Answer.of(shown(tx, call, List.of(view)).getFirst());
    }

    /** With the relations that are asked for, looked up for all at once. */
    private List<ClinicianRecordJson> shown(Tx tx, Call call, List<ClinicianView> views) {
        List<UUID> ids =
                views.stream().map(view -> view.clinician().clinicianId()).toList();
        var specialties = call.wants("specialties") ? clinicians.bonds().specialties(tx, ids) : null;
        var partners = call.wants("partners") ? clinicians.bonds().partners(tx, call.caller(), ids) : null;
        var helpers = call.wants("medical_assistants") ? assistants.of(tx, call.caller(), ids) : null;
        return views.stream()
                .map(view -> {
                    UUID id = view.clinician().clinicianId();
                    Further further = new Further(
                            specialties == null
                                    ? null
                                    : BondJson.OfSpecialty.all(specialties.getOrDefault(id, List.of())),
                            partners == null ? null : BondJson.OfPartner.all(partners.getOrDefault(id, List.of())),
                            helpers == null
                                    ? null
                                    : helpers.getOrDefault(id, List.of()).stream()
                                            .map(AssistantJson::of)
                                            .toList(),
                            null);
                    return ClinicianRecordJson.of(view, call::wants, further);
                })
                .toList();
    }
}
