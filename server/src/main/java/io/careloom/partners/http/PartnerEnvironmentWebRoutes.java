package io.careloom.partners.http;

import static io.careloom.kernel.Permission.ENVIRONMENT_MANAGE;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.partners.ChangeEnvironment;
import io.careloom.partners.PartnerEnvironment;
import io.careloom.partners.PartnerEnvironments;
import io.careloom.partners.RegisterEnvironment;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** The webhook endpoint of a partner in each environment; {@code {environment}} is its own id or the environment's. */
public final class PartnerEnvironmentWebRoutes implements Routes {
    private static final String ALL = "/web/partners/{partner}/environments";
    private static final String ONE = ALL + "/{environment}";

    private final PartnerEnvironments environments;

    /** Rows over the door. */
    public PartnerEnvironmentWebRoutes(PartnerEnvironments environments) {
        this.environments = environments;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                of(Route.get(ALL, "Get partner environments"))
                        .audited(AuditClass.NONE)
                        .answers(Route.Shape.PAGED, PartnerEnvironment.class)
                        .by(this::list),
                of(Route.post(ALL, "Create partner environment"))
                        .audited(AuditClass.WRITE)
                        .reads(RegisterEnvironment.class)
                        .answers(PartnerEnvironment.class)
                        .by(this::register),
                of(Route.get(ONE, "Get partner environment"))
                        .audited(AuditClass.NONE)
                        .answers(PartnerEnvironment.class)
                        .by(this::one),
                of(Route.patch(ONE, "Update partner environment"))
                        .audited(AuditClass.WRITE)
                        .reads(ChangeEnvironment.class)
                        .answers(PartnerEnvironment.class)
                        .by(this::change),
                of(Route.delete(ONE, "Delete partner environment"))
                        .audited(AuditClass.WRITE)
                        .answersNothing()
                        .by(this::remove));
    }

    private static Route of(Route row) {
        return row.needs(ENVIRONMENT_MANAGE).touches(PARTNER).secretAnswer();
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(environments.list(
                tx, call.caller(), call.id("partner"), EnvironmentJson.identifiers(call), call.page()));
    }

    private Answer register(Tx tx, Call call) {
        return Answer.of(
                environments.register(tx, call.caller(), call.id("partner"), call.body(RegisterEnvironment.class)));
    }

    private Answer one(Tx tx, Call call) {
        return Answer.of(environments.find(tx, call.caller(), call.id("partner"), call.id("environment")));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(environments.change(
                tx, call.caller(), call.id("partner"), call.id("environment"), call.body(ChangeEnvironment.class)));
    }

    private Answer remove(Tx tx, Call call) {
        environments.remove(tx, call.caller(), call.id("partner"), call.id("environment"));
        return Answer.empty();
    }
}
