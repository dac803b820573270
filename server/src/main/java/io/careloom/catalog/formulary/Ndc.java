package io.careloom.catalog.formulary;

import java.util.List;

/** National Drug Codes: labeler (5 digits), product (4), package (2), printed with dashes and without leading zeros. */
final class Ndc {
    private static final int[] SEGMENTS = {5, 4, 2};
    private static final int PRODUCT = 9;

    private Ndc() {}

    /** Digits only; each segment filled up with zeros where dashes tell them apart. */
    static String digits(String text) {
        String[] parts = text.strip().split("-", -1);
        if (parts.length < 2 || parts.length > SEGMENTS.length) {
            return text.replaceAll("\\D", "");
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].replaceAll("\\D", "");
            digits.repeat('0', Math.max(0, SEGMENTS[i] - part.length())).append(part);
        }
        return digits.toString();
    }

    /** What an entry may be listed under: the code itself, and its product where it is a package's. */
    static List<String> listed(String text) {
        String digits = digits(text);
        return digits.length() > PRODUCT ? List.of(digits, digits.substring(0, PRODUCT)) : List.of(digits);
    }
}
