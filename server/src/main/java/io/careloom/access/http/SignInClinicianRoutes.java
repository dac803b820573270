package io.careloom.access.http;

import io.careloom.access.SignIns;
import io.careloom.access.StaffTokens;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** People sign in to the clinician app; the tokens are the same as the back office's. */
public final class SignInClinicianRoutes implements Routes {
    private static final String AUTH = "/v1/clinician/auth";

    private final SignIns signIns;

    /** Rows over the door. */
    public SignInClinicianRoutes(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                SignInRoutes.guarded(AUTH + "/login", "Request a one-time code")
                        .reads(SignInJson.ClinicianLogin.class)
                        .answersNothing()
                        .by(this::requestCode),
                SignInRoutes.guarded(AUTH + "/2fa/validate", "Validate 2FA code")
                        .reads(SignInJson.Login.class)
                        .answers(StaffTokens.class)
                        .by(this::signIn),
                SignInRoutes.guarded(AUTH + "/refresh", "Refresh access token")
                        .reads(SignInJson.Refresh.class)
                        .answers(StaffTokens.class)
                        .by(this::refresh),
                SignInRoutes.signOut(AUTH + "/logout", signIns),
                SignInRoutes.signOutEverywhere(AUTH + "/logout/all", signIns),
                SignInRoutes.guarded(AUTH + "/password/reset/request", "Request reset password")
                        .reads(SignInJson.ResetRequest.class)
                        .answersNothing()
                        .by(this::requestReset),
                SignInRoutes.reset(AUTH + "/password/reset/submit")
                        .reads(SignInJson.ClinicianReset.class)
                        .by(this::reset));
    }

    private Answer requestCode(Tx tx, Call call) {
        SignInJson.ClinicianLogin body = call.body(SignInJson.ClinicianLogin.class);
        signIns.requestCode(tx, body.username(), body.password());
        return Answer.empty();
    }

    private Answer signIn(Tx tx, Call call) {
        return Answer.of(signIns.signIn(tx, call.body(SignInJson.Login.class).command(), SignInRoutes.from(call)));
    }

    private Answer refresh(Tx tx, Call call) {
        return Answer.of(signIns.refresh(tx, call.body(SignInJson.Refresh.class).refreshToken()));
    }

    private Answer requestReset(Tx tx, Call call) {
        signIns.requestReset(tx, call.body(SignInJson.ResetRequest.class).email());
        return Answer.empty();
    }

    private Answer reset(Tx tx, Call call) {
        signIns.resetPassword(tx, call.body(SignInJson.ClinicianReset.class).command());
        return Answer.empty();
    }
}
