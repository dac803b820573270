package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.PARTNER_MANAGE;
import static io.careloom.kernel.Permission.STAFF_MANAGE;
import static io.careloom.kernel.Permission.STAFF_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.clinicians.staff.Staff;
import io.careloom.kernel.Permission;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.ArrayList;
import java.util.List;

/** Who of the (internal) support staff belongs to which partner. */
public final class StaffPartnerWebRoutes implements Routes {
    private final Staff staff;
    private final boolean internal;
    private final String path;
    private final String variable;

    private StaffPartnerWebRoutes(Staff staff, boolean internal, String path, String variable) {
        this.staff = staff;
        this.internal = internal;
        this.path = path;
        this.variable = variable;
    }

    /** Rows of support staff, whom partners make, attach and detach themselves. */
    public static StaffPartnerWebRoutes support(Staff staff) {
        return new StaffPartnerWebRoutes(staff, false, "support-staffs", "support_staff");
    }

    /** Rows of internal support staff, whom administrators attach. */
    public static StaffPartnerWebRoutes internal(Staff staff) {
        return new StaffPartnerWebRoutes(staff, true, "internal-support-staffs", "internal_support_staff");
    }

    @Override
    public List<Route> rows() {
        String all = "/web/partners/{partner}/" + path;
        String one = all + "/{" + variable + "}";
        String title = internal ? "internal support staff" : "support staff";
        Permission manages = internal ? STAFF_MANAGE : PARTNER_MANAGE;
        List<Route> rows = new ArrayList<>(List.of(
                Route.get("/web/" + path + "/{" + variable + "}/partners", "Get " + title + " partners")
                        .needs(STAFF_READ)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(PAGED, StaffMembershipJson.class)
                        .by(this::partners),
                Route.get(all, "Get " + title + "s of a partner")
                        .needs(STAFF_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, SupportStaffJson.class)
                        .by(this::list),
                write(Route.put(one, "Attach " + title), manages)
                        .reads(StaffJson.Attached.class)
                        .by(this::attach),
                write(Route.patch(one, "Update " + title + " of a partner"), manages)
                        .secretAnswer()
                        .reads(StaffJson.Changed.class)
                        .by(this::change),
                write(Route.delete(one, "Detach " + title), manages)
                        .answersNothing()
                        .by(this::detach)));
        if (!internal) {
            rows.add(write(Route.post(all, "Create support staff of a partner"), manages)
                    .reads(StaffJson.Sent.class)
                    .by(this::create));
            rows.add(write(Route.put(all, "Attach support staff (email)"), manages)
                    .reads(StaffJson.AttachedByEmail.class)
                    .by(this::attachByEmail));
        }
        return rows;
    }

    private Route write(Route row, Permission needed) {
        return row.needs(needed)
                .touches(internal ? INSTALLATION : PARTNER)
                .audited(WRITE)
                .answers(SupportStaffJson.class);
    }

    private Answer partners(Tx tx, Call call) {
        return Answer.page(staff.partners(tx, call.caller(), call.id(variable), call.page())
                .map(StaffMembershipJson::of));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(staff.ofPartner(tx, call.caller(), call.id("partner"), StaffWebRoutes.page(call))
                .map(SupportStaffJson::forWeb));
    }

    private Answer create(Tx tx, Call call) {
        StaffJson.Sent body = call.body(StaffJson.Sent.class);
        return Answer.of(SupportStaffJson.forWeb(
                staff.createAt(tx, call.caller(), body.at(call.id("partner")), body.command())));
    }

    private Answer attach(Tx tx, Call call) {
        StaffJson.Attached body = call.body(StaffJson.Attached.class);
        return Answer.of(SupportStaffJson.forWeb(
                staff.attach(tx, call.caller(), call.id(variable), body.at(call.id("partner")))));
    }

    private Answer attachByEmail(Tx tx, Call call) {
        StaffJson.AttachedByEmail body = call.body(StaffJson.AttachedByEmail.class);
        return Answer.of(
                SupportStaffJson.forWeb(staff.attach(tx, call.caller(), body.email(), body.at(call.id("partner")))));
    }

    private Answer change(Tx tx, Call call) {
        StaffJson.Changed body = call.body(StaffJson.Changed.class);
        return Answer.of(SupportStaffJson.forWeb(
                staff.changeAt(tx, call.caller(), call.id(variable), body.at(call.id("partner")), body.command())));
    }

    private Answer detach(Tx tx, Call call) {
        staff.detach(tx, call.caller(), call.id(variable), call.id("partner"));
        return Answer.empty();
    }
}
