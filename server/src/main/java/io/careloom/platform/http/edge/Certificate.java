package io.careloom.platform.http.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The server's own certificate and key, from a PKCS12 key store, for listeners without a TLS proxy in front. */
public final class Certificate {
    private final SSLContext context;

    /** The key store cannot be used; the message, for an operator, says why and never holds the password. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    private Certificate(SSLContext context) {
        this.context = context;
    }

    /** The first key of the store and its chain; refused when there is none or the password is another. */
    public static Certificate of(Path file, String password) {
        try {
            KeyStore store = opened(file, password.toCharArray());
            if (!holdsKey(store)) {
                throw new Refused("the key store " + file + " (http.tls.key_store) holds no private key");
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new Certificate(context);
        } catch (GeneralSecurityException e) {
            throw new Refused("the key in " + file + " (http.tls.key_store) cannot be used");
        }
    }

    private static KeyStore opened(Path file, char[] password) throws GeneralSecurityException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Refused("the key store " + file + " (http.tls.key_store) cannot be read");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
            return store;
        } catch (IOException e) {
            throw new Refused(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "the password does not open the key store " + file + " (http.tls)"
                            : file + " (http.tls.key_store) is no PKCS12 key store");
        }
    }

    private static boolean holdsKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    /** What a listener speaks TLS with. */
    public SSLContext context() {
        return context;
    }
}
