package io.careloom.orders.http;

import static io.careloom.kernel.Permission.SUBSCRIPTION_MANAGE;
import static io.careloom.kernel.Permission.SUBSCRIPTION_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.kernel.Page;
import io.careloom.orders.subscriptions.Subscription;
import io.careloom.orders.subscriptions.SubscriptionStatus;
import io.careloom.orders.subscriptions.Subscriptions;
import io.careloom.orders.subscriptions.Subscriptions.Key;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** What a partner subscribes its patients to. */
public final class SubscriptionPartnerRoutes implements Routes {
    static final String[] SORTS = {"created_at", "updated_at", "expires_at"};

    private static final String SUBSCRIPTIONS = "/v1/partner/subscriptions";
    private static final String SUBSCRIPTION = SUBSCRIPTIONS + "/{subscription_id}";

    private final Subscriptions subscriptions;

    /** Rows on this door. */
    public SubscriptionPartnerRoutes(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                reading(Route.get(SUBSCRIPTIONS, "Get subscriptions"))
                        .answers(PAGED, SubscriptionJson.class)
                        .by(this::list),
                reading(Route.get("/v1/partner/patients/{patient_id}/subscriptions", "Get patient subscriptions"))
                        .answers(PAGED, SubscriptionJson.class)
                        .by((tx, call) -> ofPatient(tx, call, subscriptions)),
                reading(Route.get(SUBSCRIPTION, "Get subscription"))
                        .answers(SubscriptionJson.class)
                        .by(this::one),
                managing(Route.post(SUBSCRIPTIONS, "Create subscription"))
                        .reads(SubscriptionJson.Create.class)
                        .answers(SubscriptionJson.class)
                        .by(this::create),
                managing(Route.patch(SUBSCRIPTION, "Update subscription"))
                        .reads(SubscriptionJson.Update.class)
                        .answers(SubscriptionJson.class)
                        .by(this::change),
                managing(Route.post(SUBSCRIPTION + "/cancel", "Cancel subscription"))
                        .answersNothing()
                        .by(this::cancel),
                managing(Route.delete(SUBSCRIPTION, "Delete subscription"))
                        .answersNothing()
                        .by(this::delete));
    }

    static Route reading(Route route) {
        return route.needs(SUBSCRIPTION_READ).touches(TENANT).audited(READ);
    }

    static Route managing(Route route) {
        return route.needs(SUBSCRIPTION_MANAGE).touches(TENANT).audited(WRITE);
    }

    private Answer list(Tx tx, Call call) {
        return page(call, subscriptions.list(tx, call.caller(), call.newestFirst(SORTS)));
    }

    static Answer ofPatient(Tx tx, Call call, Subscriptions subscriptions) {
        call.shows(call.id("patient_id"));
        return page(call, subscriptions.ofPatient(tx, call.caller(), call.id("patient_id"), call.newestFirst(SORTS)));
    }

    private static Answer page(Call call, Page<Subscription> found) {
        call.shows(
                found.items().stream().map(Subscription::patientId).distinct().toList());
        return Answer.page(found.map(SubscriptionJson::of));
    }

    static Answer one(Call call, Subscription found) {
        call.shows(found.patientId());
        return Answer.of(SubscriptionJson.of(found));
    }

    private static Key key(Call call) {
        return new Key(call.id("subscription_id"), null);
    }

    private Answer one(Tx tx, Call call) {
        return one(call, subscriptions.find(tx, call.caller(), key(call)));
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(SubscriptionJson.of(subscriptions.create(
                tx, call.caller(), call.body(SubscriptionJson.Create.class).command())));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(SubscriptionJson.of(subscriptions.change(
                tx,
                call.caller(),
                key(call),
                call.body(SubscriptionJson.Update.class).command())));
    }

    private Answer cancel(Tx tx, Call call) {
        subscriptions.move(tx, call.caller(), key(call), SubscriptionStatus.CANCELLED);
        return Answer.empty();
    }

    private Answer delete(Tx tx, Call call) {
        subscriptions.delete(tx, call.caller(), key(call));
        return Answer.empty();
    }
}
