package io.careloom.platform.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

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
