package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.PARTNER_MANAGE;
import static io.careloom.kernel.Permission.STAFF_MANAGE;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.access.People.Membership;
import io.careloom.clinicians.staff.Staff;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Panel users: their accounts, and to which partners they belong. */
public final class PanelUserWebRoutes implements Routes {
    private static final String ALL = "/web/partners/{partner}/panel-users";
    private static final String ONE = ALL + "/{panel_user}";
    private static final String ACCOUNT = "/web/panel-users/{panel_user}";

    private final Staff panelUsers;

    /** Rows over the door of panel users. */
    public PanelUserWebRoutes(Staff panelUsers) {
        this.panelUsers = panelUsers;
    }

    @Override
    public List<Route> rows() {
        return Stream.concat(accounts().stream(), ofPartner().stream()).toList();
    }

    private List<Route> accounts() {
        return List.of(
                Route.post("/web/panel-users", "Create panel user")
                        .needs(STAFF_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .reads(PanelUserJson.Sent.class)
                        .answers(PanelUserJson.class)
                        .by(this::create),
                Route.get(ACCOUNT, "Get panel user")
                        .needs(PARTNER_MANAGE)
                        .touches(INSTALLATION)
                        .audited(NONE)
                        .answers(PanelUserJson.class)
                        .by((tx, call) ->
                                Answer.of(PanelUserJson.of(panelUsers.view(tx, call.caller(), call.id("panel_user"))))),
                Route.patch(ACCOUNT, "Update panel user")
                        .needs(PARTNER_MANAGE)
                        .touches(INSTALLATION)
                        .audited(WRITE)
                        .secretAnswer()
                        .reads(PanelUserJson.Changed.class)
                        .answers(PanelUserJson.class)
                        .by(this::change));
    }

    private List<Route> ofPartner() {
        return List.of(
                Route.get(ALL, "Get panel users of a partner")
                        .needs(PARTNER_MANAGE)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, PanelUserJson.class)
                        .by(this::list),
                write(Route.post(ALL, "Create panel user of a partner"))
                        .reads(PanelUserJson.Sent.class)
                        .by(this::createAt),
                write(Route.put(ALL, "Attach panel user (email)"))
                        .reads(PanelUserJson.Attached.class)
                        .by(this::attachByEmail),
                write(Route.put(ONE, "Attach panel user")).by(this::attach),
                write(Route.delete(ONE, "Detach panel user")).answersNothing().by(this::detach));
    }

    private static Route write(Route row) {
        return row.needs(PARTNER_MANAGE).touches(PARTNER).audited(WRITE).answers(PanelUserJson.class);
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(PanelUserJson.of(panelUsers.create(
                tx, call.caller(), call.body(PanelUserJson.Sent.class).command(Set.of(Environment.values())))));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(PanelUserJson.of(panelUsers.change(
                tx,
                call.caller(),
                call.id("panel_user"),
                call.body(PanelUserJson.Changed.class).command())));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(panelUsers
                .ofPartner(tx, call.caller(), call.id("partner"), StaffWebRoutes.page(call))
                .map(PanelUserJson::of));
    }

    private Answer createAt(Tx tx, Call call) {
        PanelUserJson.Sent body = call.body(PanelUserJson.Sent.class);
        return Answer.of(PanelUserJson.of(panelUsers.createAt(
                tx,
                call.caller(),
                body.at(call.id("partner")),
                body.command(call.caller().environments()))));
    }

    private Answer attach(Tx tx, Call call) {
        return Answer.of(PanelUserJson.of(
                panelUsers.attach(tx, call.caller(), call.id("panel_user"), membership(call.id("partner")))));
    }

    private Answer attachByEmail(Tx tx, Call call) {
        String email = call.body(PanelUserJson.Attached.class).email();
        return Answer.of(PanelUserJson.of(panelUsers.attach(tx, call.caller(), email, membership(call.id("partner")))));
    }

    private Answer detach(Tx tx, Call call) {
        panelUsers.detach(tx, call.caller(), call.id("panel_user"), call.id("partner"));
        return Answer.empty();
    }

    private static Membership membership(UUID partnerId) {
        return new Membership(partnerId, Change.absent());
    }
}
