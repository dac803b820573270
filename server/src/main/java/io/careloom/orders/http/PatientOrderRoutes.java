package io.careloom.orders.http;

import io.careloom.orders.PatientOrders;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** How a partner tells what its patients bought. */
public final class PatientOrderRoutes implements Routes {
    private final PatientOrders door;

    /** Rows on this door. */
    public PatientOrderRoutes(PatientOrders door) {
        this.door = door;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                OrderRoutes.managing(Route.post("/v1/partner/patients/{patient_id}/orders", "Create patient order"))
                        .reads(PatientOrderJson.Place.class)
                        .answers(PatientOrderJson.class)
                        .by(this::place));
    }

    private Answer place(Tx tx, Call call) {
        PatientOrderJson.Place sent = call.body(PatientOrderJson.Place.class);
        return Answer.of(
                PatientOrderJson.of(door.place(tx, call.caller(), call.id("patient_id"), sent.caseId(), sent.terms())));
    }
}
