package io.careloom.cases.offerings;

import java.util.List;

/** The moves of a line as the code has them, for tests outside the chapter. */
public final class LineTable {
    private LineTable() {}

    /** {@code from to}, in words of the database. */
    public static List<String> moves() {
        return LineMoves.TABLE.stream()
                .map(move -> move.from().word() + " " + move.to().word())
                .toList();
    }
}
