package io.careloom.app;

import io.careloom.orders.boothwyn.BoothwynAccount;
import io.careloom.orders.pharmacyapi.PharmacyApiAccount;
import io.careloom.platform.http.edge.Certificate;
import io.careloom.prescribing.dosespot.DoseSpotAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        FilesAt files,
        Assignment assignment,
        IntegrationAt integration,
        DoseSpotAt dosespot,
        OrdersAt orders,
        Limits limits,
        Retention retention) {
    private static final int SHORTEST_SECRET = 32;

    record Http(
            String host,
            int port,
            int opsPort,
            @Nullable String publicUrl,
            List<String> trustedProxies,
            List<String> corsOrigins,
            Tls tls) {}

    /** TLS without a proxy; none when there is no key store. */
    record Tls(
            @Nullable String keyStore,
            @Nullable String password,
            @Nullable String passwordFile) {

        /** What the server identifies itself with; null for plain HTTP. Refused when something is missing. */
        @Nullable
        Certificate certificate() {
            return keyStore == null ? null : Certificate.of(Path.of(keyStore), secret());
        }

        private String secret() {
            if (password != null) {
                return password;
            }
            if (passwordFile == null) {
                throw new Main.Refusal(
                        "http.tls.key_store needs its password: set http.tls.password_file or CARELOOM_HTTP_TLS_PASSWORD");
            }
            try {
                return Files.readString(Path.of(passwordFile)).strip();
            } catch (IOException e) {
                throw new Main.Refusal("the file " + passwordFile + " (http.tls.password_file) cannot be read");
            }
        }

        @Override
        public String toString() {
            // the canonical form would print the password
            return "Tls[" + keyStore + "]";
        }
    }

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

    record FilesAt(
            @Nullable String folder,
            int linkMinutes,
            @Nullable String clamavHost,
            int clamavPort) {}

    record Assignment(int capacity) {}

    /** What the operator's own programs sign with. */
    record IntegrationAt(@Nullable String secret) {

        /** The secret; null: nobody signs. Refused when it can be guessed. */
        @Nullable
        String signing() {
            return unguessable("integration.secret", secret);
        }

        @Override
        public String toString() {
            // the canonical form would print the secret
            return "IntegrationAt";
        }
    }

    private static @Nullable String unguessable(String key, @Nullable String secret) {
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            throw new Main.Refusal(key + " is too short: " + SHORTEST_SECRET + " characters are the least");
        }
        return secret;
    }

    /** DoseSpot; none when there is no address. */
    record DoseSpotAt(
            @Nullable String baseUrl,
            @Nullable String subscriptionKey,
            @Nullable String clinicId,
            @Nullable String clinicKey,
            @Nullable String userId,
            int timeoutSeconds,
            @Nullable String noticeSecret) {

        /** The secret that DoseSpot shows; null: nobody is believed. Refused when it can be guessed. */
        @Nullable
        String shown() {
            return unguessable("dosespot.notice_secret", noticeSecret);
        }

        /** How it lets us in; null for no network. Refused when something is missing. */
        @Nullable
        DoseSpotAccount account() {
            return baseUrl == null
                    ? null
                    : new DoseSpotAccount(
                            baseUrl.replaceAll("/+$", ""),
                            needed("subscription_key", subscriptionKey),
                            needed("clinic_id", clinicId),
                            needed("clinic_key", clinicKey),
                            needed("user_id", userId),
                            Duration.ofSeconds(timeoutSeconds));
        }

        private static String needed(String key, @Nullable String value) {
            if (value == null || value.isBlank()) {
                throw new Main.Refusal("dosespot.base_url needs dosespot." + key + " too");
            }
            return value;
        }

        @Override
        public String toString() {
            // the canonical form would print the keys
            return "DoseSpotAt[" + baseUrl + "]";
        }
    }

    /** What carries orders; who has no address is not connected. */
    record OrdersAt(
            int holdSeconds,
            int simulatorSeconds,
            @Nullable String callbackSecret,
            @Nullable String boothwynUrl,
            @Nullable String boothwynKey,
            @Nullable String pharmacyApiUrl,
            @Nullable String pharmacyApiSecret) {

        /** What pharmacies sign with; null: nobody is believed. Refused when it can be guessed. */
        @Nullable
        String signing() {
            return unguessable("orders.callback_secret", callbackSecret);
        }

        /** How Boothwyn lets us in; null for not connected. Refused when something is missing. */
        @Nullable
        BoothwynAccount boothwyn() {
            if (boothwynUrl == null) {
                return null;
            }
            if (boothwynKey == null) {
                throw new Main.Refusal("orders.boothwyn_url needs orders.boothwyn_key too");
            }
            return new BoothwynAccount(boothwynUrl.replaceAll("/+$", ""), boothwynKey, Duration.ofSeconds(20));
        }

        /** How the PharmacyApi knows us; null for not connected. Refused when the secret is missing or can be guessed. */
        @Nullable
        PharmacyApiAccount pharmacyApi() {
            if (pharmacyApiUrl == null) {
                return null;
            }
            String secret = unguessable("orders.pharmacy_api_secret", pharmacyApiSecret);
            if (secret == null) {
                throw new Main.Refusal("orders.pharmacy_api_url needs orders.pharmacy_api_secret too");
            }
            return new PharmacyApiAccount(pharmacyApiUrl.replaceAll("/+$", ""), secret, Duration.ofSeconds(20));
        }

        @Override
        public String toString() {
            // the canonical form would print secrets
            return "OrdersAt[" + boothwynUrl + "]";
        }
    }

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
