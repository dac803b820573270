package io.careloom.access.http;

import io.careloom.access.LoginLinks;
import io.careloom.access.StaffTokens;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.RateClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.Objects;

/** People come in by a signed link, which works once. */
public final class LoginLinkWebRoutes implements Routes {
    private final LoginLinks links;

    /** Rows over the door. */
    public LoginLinkWebRoutes(LoginLinks links) {
        this.links = links;
    }

    @Override
    public List<Route> rows() {
        return List.of(Route.get("/web/user/signed-login", "Login signed user")
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .limited(RateClass.LOGIN)
                .secretAnswer()
                .answers(StaffTokens.class)
                .by(this::signIn));
    }

    private Answer signIn(Tx tx, Call call) {
        LoginLinks.LoginLink link =
                new LoginLinks.LoginLink(text(call, "email"), seconds(call), text(call, "signature"));
        return Answer.of(links.signIn(tx, link, SignInRoutes.from(call)));
    }

    private static String text(Call call, String name) {
        return Objects.requireNonNullElse(call.query(name), "");
    }

    /** Not a time at all is one long past. */
    private static long seconds(Call call) {
        String expires = text(call, "expires");
        return expires.matches("[0-9]{1,10}") ? Long.parseLong(expires) : 0;
    }
}
