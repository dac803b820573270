package io.careloom.orders.http;

import static io.careloom.orders.http.SubscriptionPartnerRoutes.managing;
import static io.careloom.orders.http.SubscriptionPartnerRoutes.reading;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.orders.subscriptions.SubscriptionStatus;
import io.careloom.orders.subscriptions.Subscriptions;
import io.careloom.orders.subscriptions.Subscriptions.Key;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** What a clinician does with the subscriptions of a patient. */
public final class SubscriptionClinicianRoutes implements Routes {
    private static final String SUBSCRIPTIONS = "/v1/clinician/patients/{patient_id}/subscriptions";
    private static final String SUBSCRIPTION = SUBSCRIPTIONS + "/{subscription_id}";

    private final Subscriptions subscriptions;

    /** Rows on this door. */
    public SubscriptionClinicianRoutes(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(Route.get(SUBSCRIPTIONS, "Get subscriptions"))
                        .answers(PAGED, SubscriptionJson.class)
                        .by((tx, call) -> SubscriptionPartnerRoutes.ofPatient(tx, call, subscriptions)),
                reading(Route.get(SUBSCRIPTION, "Get subscription"))
                        .answers(SubscriptionJson.class)
                        .by(this::one),
                managing(Route.patch(SUBSCRIPTION, "Update subscription"))
                        .reads(SubscriptionJson.Update.class)
                        .answers(SubscriptionJson.class)
                        .by(this::change),
                managing(Route.post(SUBSCRIPTION + "/cancel", "Cancel subscription"))
                        .answersNothing()
                        .by((tx, call) -> move(tx, call, SubscriptionStatus.CANCELLED)),
                managing(Route.post(SUBSCRIPTION + "/pause", "Pause subscription"))
                        .answersNothing()
                        .by((tx, call) -> move(tx, call, SubscriptionStatus.PAUSED)));
    }

    private static Key key(Call call) {
        return new Key(call.id("subscription_id"), call.id("patient_id"));
    }

    private Answer one(Tx tx, Call call) {
        return SubscriptionPartnerRoutes.one(call, subscriptions.find(tx, call.caller(), key(call)));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(SubscriptionJson.of(subscriptions.change(
                tx,
                call.caller(),
                key(call),
                call.body(SubscriptionJson.Update.class).command())));
    }

    private Answer move(Tx tx, Call call, SubscriptionStatus to) {
        subscriptions.move(tx, call.caller(), key(call), to);
        return Answer.empty();
    }
}
