package io.careloom.access.http;

import static io.careloom.kernel.Permission.SELF;

import io.careloom.access.Access;
import io.careloom.access.SignIns;
import io.careloom.access.StaffTokens;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** People sign in to the back office and out of it (W-39, W-40). */
public final class SignInWebRoutes implements Routes {
    private final SignIns signIns;
    private final Access access;

    /** Rows over the doors. */
    public SignInWebRoutes(SignIns signIns, Access access) {
        this.signIns = signIns;
        this.access = access;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                SignInRoutes.guarded("/web/user/passcodes", "Request 2FA")
                        .reads(SignInJson.Passcode.class)
                        .answersNothing()
                        .by(this::requestCode),
                SignInRoutes.guarded("/web/user/login", "Login user")
                        .reads(SignInJson.Login.class)
                        .answers(StaffTokens.class)
                        .by(this::signIn),
                SignInRoutes.signOut("/web/user/logout", signIns),
                SignInRoutes.signOutEverywhere("/web/user/logout/all", signIns),
                SignInRoutes.guarded("/web/user/password-resets", "Create password reset")
                        .reads(SignInJson.ResetRequest.class)
                        .answersNothing()
                        .by(this::requestReset),
                SignInRoutes.reset("/web/user/password-resets/{token}/reset")
                        .reads(SignInJson.Reset.class)
                        .by(this::reset),
                Route.get("/web/user", "Get user")
                        .needs(SELF)
                        .touches(TenantRule.OWN)
                        .audited(AuditClass.NONE)
                        .answers(UserJson.class)
                        .by(this::self));
    }

    private Answer requestCode(Tx tx, Call call) {
        SignInJson.Passcode body = call.body(SignInJson.Passcode.class);
        signIns.requestCode(tx, body.email(), body.password());
        return Answer.empty();
    }

    private Answer signIn(Tx tx, Call call) {
        return Answer.of(signIns.signIn(tx, call.body(SignInJson.Login.class).command(), SignInRoutes.from(call)));
    }

    private Answer requestReset(Tx tx, Call call) {
        signIns.requestReset(tx, call.body(SignInJson.ResetRequest.class).email());
        return Answer.empty();
    }

    private Answer reset(Tx tx, Call call) {
        signIns.resetPassword(tx, call.body(SignInJson.Reset.class).command(call.path("token")));
        return Answer.empty();
    }

    private Answer self(Tx tx, Call call) {
        return Answer.of(UserJson.of(access.self(tx, call.caller())));
    }
}
