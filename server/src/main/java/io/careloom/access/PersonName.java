package io.careloom.access;

/** A person's name in two parts; the last is empty for people with one name. */
public record PersonName(String first, String last) {
    /** Splits a full name at its first space. */
    public static PersonName of(String full) {
        String trimmed = full.strip();
        int space = trimmed.indexOf(' ');
        return space < 0
                ? new PersonName(trimmed, "")
                : new PersonName(
                        trimmed.substring(0, space),
                        trimmed.substring(space + 1).strip());
    }

    @Override
    public String toString() {
        return "PersonName";
    }
}
