package io.careloom.orders.http;

import static io.careloom.kernel.Permission.ORDER_MANAGE;
import static io.careloom.kernel.Permission.ORDER_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.orders.OrderHistory;
import io.careloom.orders.OrderView;
import io.careloom.orders.Orders;
import io.careloom.orders.Orders.Key;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** The orders of a case: the rows that partners and clinicians share. */
public final class OrderRoutes implements Routes {
    private final String orders;
    private final String order;
    private final Orders door;

    private OrderRoutes(String surface, Orders door) {
        this.orders = surface + "/cases/{case_id}/orders";
        this.order = orders + "/{order_id}";
        this.door = door;
    }

    /** The rows below {@code /v1/partner}. */
    public static OrderRoutes forPartners(Orders door) {
        return new OrderRoutes("/v1/partner", door);
    }

    /** The rows below {@code /v1/clinician}. */
    public static OrderRoutes forClinicians(Orders door) {
        return new OrderRoutes("/v1/clinician", door);
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(Route.get(orders, "Get case orders"))
                        .answers(BARE, OrderJson.Group.class)
                        .by(this::list),
                reading(Route.get(order + "/events", "Get case order events"))
                        .answers(BARE, OrderHistory.Line.class)
                        .by(this::events),
                managing(Route.patch(order, "Update case order"))
                        .reads(OrderJson.Update.class)
                        .answers(OrderJson.class)
                        .by(this::change),
                managing(Route.post(order + "/submit", "Submit case order"))
                        .answers(OrderJson.class)
                        .by((tx, call) -> one(call, door.submit(tx, call.caller(), key(call)))),
                managing(Route.post(order + "/cancel", "Cancel case order"))
                        .answers(OrderJson.class)
                        .by((tx, call) -> one(call, door.cancel(tx, call.caller(), key(call)))));
    }

    static Route reading(Route route) {
        return route.needs(ORDER_READ).touches(TENANT).audited(READ);
    }

    static Route managing(Route route) {
        return route.needs(ORDER_MANAGE).touches(TENANT).audited(WRITE);
    }

    private static Key key(Call call) {
        return new Key(call.id("case_id"), call.id("order_id"));
    }

    static void shows(Call call, List<OrderView> views) {
        call.shows(views.stream().map(OrderView::patientId).distinct().toList());
    }

    private static Answer one(Call call, OrderView view) {
        call.shows(view.patientId());
        return Answer.of(OrderJson.of(view));
    }

    private Answer list(Tx tx, Call call) {
        List<OrderView> views = door.ofCase(tx, call.caller(), call.id("case_id"));
        shows(call, views);
        return Answer.list(OrderJson.Group.of(views));
    }

    private Answer events(Tx tx, Call call) {
        return Answer.list(door.events(tx, call.caller(), key(call), call.newestFirst("created_at")));
    }

    private Answer change(Tx tx, Call call) {
        return one(
                call,
                door.change(
                        tx,
                        call.caller(),
                        key(call),
                        call.body(OrderJson.Update.class).command()));
    }
}
