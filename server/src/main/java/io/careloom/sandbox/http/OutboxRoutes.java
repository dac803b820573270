package io.careloom.sandbox.http;

import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import io.careloom.sandbox.Outbox;
import java.util.List;

/** Letters of the demo; there is no token, so only this machine may look. */
public final class OutboxRoutes implements Routes {
    private final Outbox outbox;

    /** Rows over the outbox. */
    public OutboxRoutes(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/sandbox/outbox", "Get outgoing letters of the demo")
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .answers(Route.Shape.BARE, Outbox.Kept.class)
                .by(this::letters));
    }

    private Answer letters(Tx tx, Call call) {
        String address = call.address();
        if (!address.startsWith("127.") && !address.equals("::1") && !address.equals("0:0:0:0:0:0:0:1")) {
            throw Problem.notFound();
        }
        return Answer.list(outbox.to(call.query("to")));
    }
}
