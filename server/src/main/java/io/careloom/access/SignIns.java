package io.careloom.access;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.outbound.Post;
import io.careloom.platform.secrets.Passwords;
import io.careloom.platform.secrets.Secrets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How people come in and go: password and one-time code, refresh, logout, forgotten passwords. An unknown e-mail gets the
 * same answers after the same time as a known one. Guesses are counted per e-mail, and stay counted although they are
 * refused: hand in the handle of a read row, not a transaction that a refusal would roll back.
 */
public final class SignIns {
    private final Access access;
    private final Passwords passwords;
    private final Post post;

    /** The door. */
    public SignIns(Access access, Passwords passwords, Post post) {
        this.access = access;
        this.passwords = passwords;
        this.post = post;
    }

    /** Mails a one-time code when the password is right; whether it was is not told before {@link #signIn}. */
    public void requestCode(Tx tx, String email, String password) {
        known(tx, email, password)
                .ifPresent(user -> tx.atomically(inner -> {
                    String code = Secrets.readable(SignInPolicy.CODE_LENGTH);
                    new SignInStore(inner).putCode(user.userId(), Secrets.digest(code));
                    post.send(inner, Letters.code(user, code));
                    return code;
                }));
    }

    /**
     * The device a person signs in from.
     *
     * @param userAgent how it calls itself; null when it does not
     * @param address its network address; null when it is not known
     */
    public record From(@Nullable String userAgent, @Nullable String address) {
        /** A device of which nothing is known. */
        public static final From NOWHERE = new From(null, null);

        @Override
        public String toString() {
            return "From";
        }
    }

    /** Tokens for e-mail, password and code; refused as {@code invalid_credentials} when one of them is wrong. */
    public StaffTokens signIn(Tx tx, SignIn command, From from) {
        User user = known(tx, command.email(), command.password()).orElseThrow(SignIns::invalidCredentials);
        SignInStore store = new SignInStore(tx);
        String code = command.code().strip().toUpperCase(Locale.ROOT);
        byte[] digest = store.tryCode(user.userId())
                .filter(stored -> Secrets.matches(stored, code))
                .orElseThrow(() -> failed(store, command.email()));
        return tx.atomically(inner -> {
            SignInStore inside = new SignInStore(inner);
            if (!inside.takeCode(user.userId(), digest)) {
                throw invalidCredentials();
            }
            inside.forgetFailures(digestOf(command.email()));
            return welcome(inner, user, from);
        });
    }

    /** A new sign-in of somebody who has shown who it is. */
    StaffTokens welcome(Tx tx, User user, From from) {
        TokenStore.Family family = new TokenStore.Family(Ids.random(), user.userId());
        new TokenStore(tx).insertSignIn(family, from);
        return issue(tx, family);
    }

    /** New tokens for a refresh token, which is used up. One that was used before ends the whole sign-in. */
    public StaffTokens refresh(Tx tx, String refreshToken) {
        byte[] digest = Secrets.digest(refreshToken);
        Optional<StaffTokens> tokens = tx.atomically(inner -> new TokenStore(inner)
                .use(digest)
                .filter(family -> access.account(inner, family.userId())
                        .map(User::isWelcome)
                        .orElse(false))
                .map(family -> issue(inner, family)));
        return tokens.orElseThrow(() -> {
            end(tx, digest);
            return Problem.of(
                    Problem.Kind.UNAUTHENTICATED, "invalid_refresh_token", "The session ended, please sign in again.");
        });
    }

    /** Ends the sign-in that the token of this request came from. */
    public void signOut(Tx tx, Caller caller, String accessToken) {
        caller.require(Permission.SELF);
        end(tx, Secrets.digest(accessToken));
    }

    /** Ends all sign-ins of the person, on all devices. */
    public void signOutEverywhere(Tx tx, Caller caller) {
        caller.require(Permission.SELF);
        new TokenStore(tx).revokeAll(caller.id());
        tx.afterCommit(access::forget);
    }

    /** Mails a link with which a new password can be set; whether there is such an account is not told. */
    public void requestReset(Tx tx, String email) {
        // costs what the sign-in costs, so that the mail that is or is not written does not show
        passwords.matches(null, email);
        access.withEmail(tx, email)
                .ifPresent(user -> tx.atomically(inner -> {
                    String token = Secrets.hex();
                    new SignInStore(inner).putReset(user.userId(), Secrets.digest(token), SignInPolicy.RESET_LIFETIME);
                    post.send(inner, Letters.reset(user, token));
                    return token;
                }));
    }

    /** Sets a new password by a mailed link, which is used up; all sign-ins of the person end. */
    public void resetPassword(Tx tx, ResetPassword command) {
        SignInPolicy.check(new People.NewPassword(command.password(), command.confirmation()), command.email());
        UUID userId = access.withEmail(tx, command.email())
                .map(User::userId)
                .filter(id -> new SignInStore(tx).takeReset(id, Secrets.digest(command.token())))
                .orElseThrow(() -> Problem.invalid("token", "The link is not valid any more."));
        access.setPassword(tx, userId, command.password());
        new SignInStore(tx).forgetFailures(digestOf(command.email()));
    }

    /** Refuses under {@code field} unless this is the person's own password; wrong ones count like at the sign-in. */
    public void confirm(Tx tx, Caller caller, String field, String password) {
        caller.require(Permission.SELF);
        User self = access.self(tx, caller);
        if (known(tx, self.email(), password).isEmpty()) {
            throw Problem.invalid(field, "The password is not right.");
        }
    }

    /** Replaces the person's own password, of which it says the present one; its other sign-ins end. */
    public void changePassword(Tx tx, Caller caller, String present, People.NewPassword chosen, String accessToken) {
        confirm(tx, caller, "current_password", present);
        tx.atomically(inner -> {
            access.chooseOwnPassword(inner, caller, chosen, accessToken);
            return chosen;
        });
    }

    /** The welcome person with this e-mail and password; anything else is counted. */
    private Optional<User> known(Tx tx, String email, String password) {
        SignInStore store = new SignInStore(tx);
        int locked = store.lockedSeconds(digestOf(email));
        if (locked > 0) {
            throw Problem.of(
                            Problem.Kind.TOO_MANY,
                            "too_many_attempts",
                            "Too many failed attempts, please try again later.")
                    .retryAfter(locked);
        }
        Optional<User> user = access.withPassword(tx, email, password);
        if (user.isEmpty()) {
            store.countFailure(digestOf(email));
        }
        return user;
    }

    private static Problem failed(SignInStore store, String email) {
        store.countFailure(digestOf(email));
        return invalidCredentials();
    }

    private static StaffTokens issue(Tx tx, TokenStore.Family family) {
        String accessToken = Secrets.token();
        String refreshToken = Secrets.token();
        TokenStore store = new TokenStore(tx);
        store.insert(Secrets.digest(accessToken), family);
        store.insertRefresh(Secrets.digest(refreshToken), family);
        return StaffTokens.bearer(accessToken, refreshToken);
    }

    private void end(Tx tx, byte[] tokenDigest) {
        tx.atomically(inner -> {
            TokenStore store = new TokenStore(inner);
            store.family(tokenDigest).ifPresent(store::revokeFamily);
            inner.afterCommit(access::forget);
            return tokenDigest;
        });
    }

    private static byte[] digestOf(String email) {
        return Secrets.digest(email.strip().toLowerCase(Locale.ROOT));
    }

    static Problem invalidCredentials() {
        return Problem.of(
                Problem.Kind.UNAUTHENTICATED, "invalid_credentials", "The email, password or code is not right.");
    }
}
