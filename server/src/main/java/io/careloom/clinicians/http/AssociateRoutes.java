package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.STAFF_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.TenantRule.INSTALLATION;

import io.careloom.clinicians.staff.Associates;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** With whom a clinician works at its partners. */
public final class AssociateRoutes implements Routes {
    private final Associates associates;

    /** Rows over the door. */
    public AssociateRoutes(Associates associates) {
        this.associates = associates;
    }

    /** Of which partners; {@code is_live} and {@code is_sandbox} are known and say nothing. */
    record Search(
            @Nullable @Size(max = 100) List<@NotNull UUID> partners,
            @Nullable Boolean onlyClinicians) {}

    @Override
    public List<Route> rows() {
        return List.of(Route.post("/v1/clinician/associated-users", "Search associated clinicians and support staff")
                .needs(STAFF_READ)
                .touches(INSTALLATION)
                .audited(NONE)
                .readOnly()
                .reads(Search.class)
                .answers(Route.Shape.BARE, Associates.Associate.class)
                .by(this::search));
    }

    private Answer search(Tx tx, Call call) {
        Search body = call.body(Search.class);
        List<UUID> partners = body.partners();
        return Answer.list(associates.of(
                tx,
                call.caller(),
                partners == null ? List.of() : partners,
                Boolean.TRUE.equals(body.onlyClinicians())));
    }
}
