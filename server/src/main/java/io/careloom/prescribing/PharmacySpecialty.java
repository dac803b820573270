package io.careloom.prescribing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a pharmacy is good for: the network's codes, which are bits, and its words (partner-contract.md 10). */
public enum PharmacySpecialty {
    MAIL_ORDER(1, "MailOrder"),
    RETAIL(8, "Retail"),
    SPECIALTY(16, "Specialty"),
    LONG_TERM_CARE(32, "LongTermCare"),
    TWENTY_FOUR_HOUR(64, "TwentyFourHour"),
    /** Takes prescriptions of controlled substances. */
    EPCS(2048, "EPCS");

    private final int code;
    private final String word;

    PharmacySpecialty(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The network's number, a power of two. */
    public int code() {
        return code;
    }

    /** The network's word, as it stands on the wire. */
    public String word() {
        return word;
    }

    /** The one with this code or word; case, spaces and dashes do not count, and {@code 24Hour} is understood. */
    public static Optional<PharmacySpecialty> named(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return Arrays.stream(values())
                .filter(one -> plain.equals(Integer.toString(one.code))
                        || plain.equals(one.word.toLowerCase(Locale.ROOT))
                        || one == TWENTY_FOUR_HOUR && plain.equals("24hour"))
                .findFirst();
    }
}
