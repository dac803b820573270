package io.careloom.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All settings; {@code careloom.yaml} says what each means and holds the defaults. */
record CareloomConfig(
        String data,
        @Nullable String masterKey,
        @Nullable String masterKeyFile,
        Http http,
        DatabaseAt database,
        Mail mail,
        Assignment assignment,
        Limits limits,
        Retention retention) {

    record Http(
            String host,
            int port,
            int opsPort,
            @Nullable String publicUrl,
            List<String> trustedProxies,
            List<String> corsOrigins) {}

    record DatabaseAt(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            int poolSize) {}

    record Mail(
            @Nullable String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            String from,
            boolean tls) {}

    record Assignment(int capacity) {}

    record Limits(int loginPerEmail, int loginPerAddress, int tokenPerClient) {}

    /** Months kept; 0 keeps for ever. */
    record Retention(int eventLog, int sentWebhooks, int idempotencyKeys, int audit) {}

    /** The data directory, absolute. */
    Path dataDirectory() {
        return Path.of(data).toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
        // the canonical form would print the master key and passwords
        return "CareloomConfig[data=" + data + "]";
    }
}
