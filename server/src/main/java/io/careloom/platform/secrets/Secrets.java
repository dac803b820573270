package io.careloom.platform.secrets;

import io.careloom.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes unguessable texts and compares them without telling how far they agree. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** Upper-case letters and digits, without those that people take for each other. */
    private static final String READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private Secrets() {}

    /** Letters and digits, such as a client secret; 40 carry 238 bits. */
    public static String alphanumeric(int length) {
        return of(ALPHANUMERIC, length);
    }

    /** Upper-case letters and digits for a person to type. */
    public static String readable(int length) {
        return of(READABLE, length);
    }

    /** 256 bits as 43 characters that are safe in a URL and a header. */
    public static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** 256 bits as 64 lower-case hex digits. */
    public static String hex() {
        return HexFormat.of().formatHex(bytes(32));
    }

    /** 256 bits as a signing secret of Standard Webhooks: {@code whsec_} and base64. */
    public static String signing() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes(32));
    }

    /** SHA-256 of the text's UTF-8 bytes; enough for what is random, never for what a person chose. */
    public static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** True when the text has this digest; takes the same time for every text of one length. */
    public static boolean matches(byte[] digest, String text) {
        return MessageDigest.isEqual(digest, digest(text));
    }

    /**
     * Refuses a message as unauthenticated unless it is signed with this key.
     *
     * @param key null: nobody is believed
     * @param signature null for none
     */
    public static void requireSigned(@Nullable String key, byte[] message, @Nullable String signature) {
        if (key == null || signature == null || !signs(key, message, signature)) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "invalid_signature", "The signature is not valid.");
        }
    }

    /** The lower-case hex HMAC-SHA256 of the message under this key. */
    public static String signature(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    /** True when the text is the lower-case hex HMAC-SHA256 of the message under this key. */
    public static boolean signs(String key, byte[] message, String signature) {
        return MessageDigest.isEqual(
                signature(key, message).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    /** Random bytes, such as a key. */
    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String of(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
