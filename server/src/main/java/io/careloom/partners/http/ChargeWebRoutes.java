package io.careloom.partners.http;

import static io.careloom.kernel.Permission.CHARGE_MANAGE;
import static io.careloom.kernel.Permission.CHARGE_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.partners.charges.AddCharge;
import io.careloom.partners.charges.AdditionalCharge;
import io.careloom.partners.charges.ChangeCharge;
import io.careloom.partners.charges.Charges;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** What a partner is charged beside its cases. */
public final class ChargeWebRoutes implements Routes {
    private static final String ALL = "/web/partners/{partner}/additional-charges";
    private static final String ONE = ALL + "/{charge}";

    private final Charges charges;

    /** Rows over the door. */
    public ChargeWebRoutes(Charges charges) {
        this.charges = charges;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                read(ALL, "Get additional charges")
                        .answers(Route.Shape.PAGED, AdditionalCharge.class)
                        .by(this::list),
                read(ONE, "Get additional charge")
                        .answers(AdditionalCharge.class)
                        .by((tx, call) ->
                                Answer.of(charges.find(tx, call.caller(), call.id("partner"), call.id("charge")))),
                write(Route.post(ALL, "Create additional charge"))
                        .reads(AddCharge.class)
                        .answers(AdditionalCharge.class)
                        .by((tx, call) -> Answer.of(
                                charges.add(tx, call.caller(), call.id("partner"), call.body(AddCharge.class)))),
                write(Route.patch(ONE, "Update additional charge"))
                        .reads(ChangeCharge.class)
                        .answers(AdditionalCharge.class)
                        .by(this::change),
                write(Route.delete(ONE, "Delete additional charge"))
                        .answersNothing()
                        .by(this::remove));
    }

    private static Route read(String path, String name) {
        return Route.get(path, name).needs(CHARGE_READ).touches(PARTNER).audited(NONE);
    }

    private static Route write(Route row) {
        return row.needs(CHARGE_MANAGE).touches(PARTNER).audited(WRITE);
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(charges.list(
                tx, call.caller(), call.id("partner"), call.page("created_at", "date", "title", "amount")));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(charges.change(
                tx, call.caller(), call.id("partner"), call.id("charge"), call.body(ChangeCharge.class)));
    }

    private Answer remove(Tx tx, Call call) {
        charges.remove(tx, call.caller(), call.id("partner"), call.id("charge"));
        return Answer.empty();
    }
}
