package io.careloom.access.http;

import static io.careloom.kernel.Permission.CREDENTIAL_MANAGE;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.access.CreateCredential;
import io.careloom.access.Credential;
import io.careloom.access.Credentials;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** The keys of a partner's programs. */
public final class CredentialWebRoutes implements Routes {
    private static final String ALL = "/web/partners/{partner}/credentials";

    private final Credentials credentials;

    /** Rows over the door. */
    public CredentialWebRoutes(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get(ALL, "Get credentials")
                        .needs(CREDENTIAL_MANAGE)
                        .touches(PARTNER)
                        .audited(AuditClass.NONE)
                        .answers(Route.Shape.PAGED, Credential.class)
                        .by(this::list),
                Route.post(ALL, "Create credential")
                        .needs(CREDENTIAL_MANAGE)
                        .touches(PARTNER)
                        .audited(AuditClass.WRITE)
                        .secretAnswer()
                        .reads(CreateCredential.class)
                        .answers(Credential.class)
                        .by(this::create),
                Route.delete(ALL + "/{credential}", "Delete credential")
                        .needs(CREDENTIAL_MANAGE)
                        .touches(PARTNER)
                        .audited(AuditClass.WRITE)
                        .secretAnswer()
                        .answersNothing()
                        .by(this::delete));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(credentials.list(tx, call.caller(), call.id("partner"), call.page("created_at")));
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(credentials.create(tx, call.caller(), call.id("partner"), call.body(CreateCredential.class)));
    }

    private Answer delete(Tx tx, Call call) {
        credentials.delete(tx, call.caller(), call.id("partner"), call.id("credential"));
        return Answer.empty();
    }
}
