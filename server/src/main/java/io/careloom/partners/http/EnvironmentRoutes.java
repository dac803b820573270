package io.careloom.partners.http;

import static io.careloom.kernel.Permission.REFERENCE_READ;

import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** The two environments, as both staff surfaces list them. */
public final class EnvironmentRoutes implements Routes {
    @Override
    public List<Route> rows() {
        return List.of(
                list("/web/environments"),
                Route.get("/web/environments/{environment}", "Get environment")
                        .needs(REFERENCE_READ)
                        .touches(TenantRule.NONE)
                        .audited(AuditClass.NONE)
                        .answers(EnvironmentJson.class)
                        .by((tx, call) -> one(call)),
                list("/v1/clinician/metadata/environments"));
    }

    private static Route list(String path) {
        return Route.get(path, "Get environments")
                .needs(REFERENCE_READ)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .answers(Route.Shape.PAGED, EnvironmentJson.class)
                .by(EnvironmentRoutes::page);
    }

    private static Answer page(Tx tx, Call call) {
        return Answer.page(EnvironmentJson.page(call.caller(), EnvironmentJson.identifiers(call), call.page()));
    }

    private static Answer one(Call call) {
        return Answer.of(EnvironmentJson.find(call.caller(), call.id("environment")));
    }
}
