package io.careloom.app;

import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Whether a part of the platform is up; all of them are this one server, which is down without its database. */
final class StatusRoutes implements Routes {
    private static final Set<String> PLATFORMS =
            Set.of("api", "patient-app", "partner-app", "clinician-app", "messaging-app");

    private final BooleanSupplier databaseAnswers;

    StatusRoutes(BooleanSupplier databaseAnswers) {
        this.databaseAnswers = databaseAnswers;
    }

    record Status(String status) {}

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/v1/status/{platform}", "Get status")
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .answers(Status.class)
                .by(this::status));
    }

    private Answer status(Tx tx, Call call) {
        if (!PLATFORMS.contains(call.path("platform"))) {
            throw Problem.notFound();
        }
        if (!databaseAnswers.getAsBoolean()) {
            throw Problem.unavailable("database_unavailable");
        }
        return Answer.of(new Status("ok"));
    }
}
