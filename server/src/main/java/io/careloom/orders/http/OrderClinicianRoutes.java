package io.careloom.orders.http;

import static io.careloom.orders.http.OrderRoutes.managing;
import static io.careloom.orders.http.OrderRoutes.reading;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.kernel.Page;
import io.careloom.kernel.Problem;
import io.careloom.orders.OrderFilter;
import io.careloom.orders.OrderStatus;
import io.careloom.orders.OrderView;
import io.careloom.orders.Orders;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How clinicians look through orders, and send those of a case. */
public final class OrderClinicianRoutes implements Routes {
    private static final String[] SORTS = {"created_at", "updated_at", "date"};

    private final Orders door;

    /** Rows on this door. */
    public OrderClinicianRoutes(Orders door) {
        this.door = door;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(Route.get("/v1/clinician/orders", "Get orders"))
                        .answers(PAGED, OrderJson.class)
                        .by(this::list),
                reading(Route.get("/v1/clinician/patients/{patient_id}/orders", "Get orders"))
                        .answers(PAGED, OrderJson.class)
                        .by(this::ofPatient),
                managing(Route.post("/v1/clinician/cases/{case_id}/submit-order", "Submit order"))
                        .reads(OrderJson.SubmitAll.class)
                        .answers(BARE, OrderJson.class)
                        .by(this::submitAll));
    }

    private Answer list(Tx tx, Call call) {
        OrderFilter filter = new OrderFilter(
                null,
                null,
                ids(call, "partners"),
                status(call.query("order_status")),
                call.query("pharmacy_id"),
                lower(call.query("case_type")));
        return page(call, door.list(tx, call.caller(), filter, ids(call, "clinicians"), call.newestFirst(SORTS)));
    }

    private Answer ofPatient(Tx tx, Call call) {
        call.shows(call.id("patient_id"));
        return page(call, door.ofPatient(tx, call.caller(), call.id("patient_id"), call.newestFirst(SORTS)));
    }

    private Answer submitAll(Tx tx, Call call) {
        OrderJson.SubmitAll sent = call.body(OrderJson.SubmitAll.class);
        List<OrderView> views = door.submitAll(tx, call.caller(), call.id("case_id"), sent.isPriority(), sent.reason());
        OrderRoutes.shows(call, views);
        return Answer.list(views.stream().map(OrderJson::of).toList());
    }

    private static Answer page(Call call, Page<OrderView> found) {
        OrderRoutes.shows(call, found.items());
        return Answer.page(found.map(OrderJson::of));
    }

    /** The reference asks for {@code completed}, which no order shows: it means what was fulfilled. */
    private static @Nullable OrderStatus status(@Nullable String word) {
        return word == null
                ? null
                : OrderStatus.named(word.equals("completed") ? OrderStatus.FULFILLED.word() : word)
                        .orElseThrow(() -> Problem.invalid("order_status", "There is no such order_status."));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** Ids, also in the forms {@code name[]} and {@code name=[]}. */
    private static List<UUID> ids(Call call, String name) {
        return call.queries(name).stream()
                .filter(text -> !text.equals("[]"))
                .map(text -> Ids.read(text).orElseThrow(() -> Problem.invalid(name, "The " + name + " must be ids.")))
                .toList();
    }
}
