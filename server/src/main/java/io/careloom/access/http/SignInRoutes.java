package io.careloom.access.http;

import static io.careloom.kernel.Permission.SELF;

import io.careloom.access.SignIns;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.RateClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.TenantRule;

/** The rows that both staff surfaces share. */
final class SignInRoutes {
    private static final String BEARER = "bearer ";

    private SignInRoutes() {}

    /**
     * A row anybody may call, at a limited rate. It gets the handle of a read row, whose writes commit one by one, so that
     * counted failures stay although the answer is a refusal; the door opens transactions itself.
     */
    static Route guarded(String path, String name) {
        return open(path, name).readOnly();
    }

    /** A new password by a mailed link. */
    static Route reset(String path) {
        return open(path, "Submit new password").answersNothing();
    }

    /** Ends the sign-in of the token that the request carries. */
    static Route signOut(String path, SignIns signIns) {
        return own(path, "Logout user").by((tx, call) -> signOut(tx, call, signIns));
    }

    /** Ends all sign-ins of the person. */
    static Route signOutEverywhere(String path, SignIns signIns) {
        return own(path, "Logout user (all)").by((tx, call) -> {
            signIns.signOutEverywhere(tx, call.caller());
            return Answer.empty();
        });
    }

    private static Route open(String path, String name) {
        return Route.post(path, name)
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .limited(RateClass.LOGIN)
                .secretAnswer();
    }

    private static Route own(String path, String name) {
        return Route.post(path, name)
                .needs(SELF)
                .touches(TenantRule.OWN)
                .audited(AuditClass.NONE)
                .secretAnswer()
                .answersNothing();
    }

    private static Answer signOut(Tx tx, Call call, SignIns signIns) {
        signIns.signOut(tx, call.caller(), token(call));
        return Answer.empty();
    }

    /** Where the request comes from. */
    static SignIns.From from(Call call) {
        return new SignIns.From(call.header("User-Agent"), call.address());
    }

    /** The token that the request carries. */
    static String token(Call call) {
        String header = call.header("Authorization");
        String token = header == null ? "" : header.strip();
        boolean prefixed = token.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return prefixed ? token.substring(BEARER.length()).strip() : token;
    }
}
