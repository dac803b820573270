package io.careloom.platform.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for a second nature in content that claims to be a picture, video or document: markup with scripts, or an archive
 * behind it. Patterns are long enough that compressed bytes do not hit them by chance.
 */
public final class ActiveContent {
    private static final List<byte[]> ANYWHERE =
            bytes("<script", "<!doctype html", "<?php ", "<?php\n", "<html>", "<html ", "<iframe ");
    private static final List<byte[]> AT_THE_START = bytes("<svg", "<?xml", "<html", "<body", "<head", "%pdf-", "gif8");
    private static final byte[] ARCHIVE_ENTRY = {'p', 'k', 1, 2};
    private static final byte[] ARCHIVE_END = {'p', 'k', 5, 6};
    private static final int START = 1024;
    private static final int TAIL = 65_557;
    private static final int LONGEST = 16;

    private ActiveContent() {}

    private static List<byte[]> bytes(String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern -> pattern.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /**
     * True when the content is, besides what it seems, markup or an archive.
     *
     * @param size of the content in bytes
     * @throws IOException when the content cannot be read
     */
    public static boolean isIn(InputStream content, long size) throws IOException {
        byte[] window = new byte[64 * 1024 + LONGEST];
        int kept = 0;
        long before = 0;
        boolean entry = false;
        boolean end = false;
        while (true) {
            int count = content.readNBytes(window, kept, window.length - kept);
            int filled = kept + count;
            boolean last = filled < window.length;
            int until = last ? filled : filled - LONGEST;
            for (int at = 0; at < until; at++) {
                byte b = window[at];
                if (b == '<' && startsAny(window, at, filled, ANYWHERE)) {
                    return true;
                }
                long place = before + at;
                if (place > 0 && place < START && startsAny(window, at, filled, AT_THE_START)) {
                    return true;
                }
                if (b == 'P') {
                    entry |= starts(window, at, filled, ARCHIVE_ENTRY);
                    end |= place >= size - TAIL && starts(window, at, filled, ARCHIVE_END);
                }
            }
            if (last) {
                return entry && end;
            }
            System.arraycopy(window, until, window, 0, LONGEST);
            before += until;
            kept = LONGEST;
        }
    }

    private static boolean startsAny(byte[] window, int at, int filled, List<byte[]> patterns) {
        for (byte[] pattern : patterns) {
            if (starts(window, at, filled, pattern)) {
                return true;
            }
        }
        return false;
    }

    /** Patterns are in lower case. */
    private static boolean starts(byte[] window, int at, int filled, byte[] pattern) {
        if (at + pattern.length > filled) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            byte b = window[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
