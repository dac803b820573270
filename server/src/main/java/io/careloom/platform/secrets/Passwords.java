package io.careloom.platform.secrets;

import io.careloom.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with the parameters OWASP names for 19 MiB (2 passes, 1 lane). At most two run at once, so that a flood of
 * sign-ins costs neither the memory nor the processors of the other requests.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final String PREFIX = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";

    /** Nobody's hash, of the usual form: an unknown person costs the same time. */
    private static final String NOBODYS = PREFIX + "A".repeat(22) + "$" + "A".repeat(43);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore slots = new Semaphore(2);

    /** The hash to store, with its salt and parameters (PHC string format). */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX + base64.encodeToString(salt) + "$" + base64.encodeToString(argon2(password, salt));
    }

    /**
     * True when the password has this hash. Without a hash (an unknown person, or one who never chose a password) the
     * answer is false after the same time.
     */
    public boolean matches(@Nullable String hash, String password) {
        String[] parts =
                (hash == null ? NOBODYS : hash).substring(PREFIX.length()).split("\\$");
        byte[] stored = Base64.getDecoder().decode(parts[1]);
        boolean same = MessageDigest.isEqual(
                stored, argon2(password, Base64.getDecoder().decode(parts[0])));
        return same && hash != null;
    }

    private byte[] argon2(String password, byte[] salt) {
        takeSlot();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(MEMORY_KIB)
                    .withIterations(PASSES)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[HASH_BYTES];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            slots.release();
        }
    }

    private void takeSlot() {
        try {
            if (!slots.tryAcquire(2, TimeUnit.SECONDS)) {
                throw Problem.unavailable("busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("busy");
        }
    }
}
