package io.careloom.access.http;

import io.careloom.access.AccessToken;
import io.careloom.access.Credentials;
import io.careloom.access.TokenRequest;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.RateClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** A partner's program fetches its token. */
public final class TokenPartnerRoutes implements Routes {
    private final Credentials credentials;

    /** Rows over the door. */
    public TokenPartnerRoutes(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.post("/v1/partner/auth/token", "Request access token")
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .limited(RateClass.TOKEN)
                .secretAnswer()
                .reads(TokenRequest.class)
                .answers(AccessToken.class)
                .by(this::token));
    }

    private Answer token(Tx tx, Call call) {
        return Answer.of(credentials.token(tx, call.body(TokenRequest.class)));
    }
}
