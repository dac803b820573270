package io.careloom.access;

import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Signer;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.util.Locale;

/** Signed links, made by an operator, with which a person signs in once without password and code. */
public final class LoginLinks {
    private final Access access;
    private final SignIns signIns;
    private final Signer signer;

    /** The door; the signing key is a secret of the installation. */
    public LoginLinks(Access access, SignIns signIns, Vault vault) {
        this.access = access;
        this.signIns = signIns;
        this.signer = new Signer(vault, "login links");
    }

    /**
     * What a link says, shaped like its query.
     *
     * @param expires Unix seconds by the database's clock
     * @param signature lower-case hex HMAC-SHA256 of e-mail and expiry
     */
    public record LoginLink(String email, long expires, String signature) {
        @Override
        public String toString() {
            return "LoginLink";
        }
    }

    /** A link of 15 minutes for the person with this e-mail; 404 when nobody signs in with it. */
    public LoginLink make(Tx tx, String email) {
        User user = access.withEmail(tx, email)
                .orElseThrow(() -> Problem.notFound().message("Nobody signs in with this e-mail address."));
        long expires = new SignInStore(tx).epochIn(SignInPolicy.LINK_LIFETIME);
        return new LoginLink(user.email(), expires, signature(user.email(), expires));
    }

    /** Tokens for a link that is genuine, not expired and not used before; refused like wrong credentials. */
    public StaffTokens signIn(Tx tx, LoginLink link, SignIns.From from) {
        byte[] digest = Secrets.digest(signature(link.email(), link.expires()));
        if (!Secrets.matches(digest, link.signature())) {
            throw SignIns.invalidCredentials();
        }
        return tx.atomically(inner -> {
            User user = access.withEmail(inner, link.email()).orElseThrow(SignIns::invalidCredentials);
            if (!new SignInStore(inner).useLink(digest, link.expires())) {
                throw SignIns.invalidCredentials();
            }
            return signIns.welcome(inner, user, from);
        });
    }

    private String signature(String email, long expires) {
        return signer.sign(email.strip().toLowerCase(Locale.ROOT) + "\n" + expires);
    }
}
