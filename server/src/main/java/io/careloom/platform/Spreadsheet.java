package io.careloom.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook as spreadsheet programs open it (XLSX, ECMA-376). Text stays text: what a program could take for a formula, also
 * after it was saved in another format, gets an apostrophe in front; phone numbers stay as they are.
 */
public final class Spreadsheet {
    /** The media type of the bytes. */
    public static final String CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final int LONGEST_CELL = 32_767;
    private static final int WIDEST = 60;
    private static final String DAY = "yyyy-mm-dd";
    private static final String MOMENT = "yyyy-mm-dd hh:mm:ss";
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\t\r\n].*");
    private static final Pattern NUMBER_LIKE = Pattern.compile("[+-]?[0-9 ().-]+");

    private Spreadsheet() {}

    /**
     * One table.
     *
     * @param name at most 31 characters, none of {@code []:*?/\}
     * @param rows values in the order of the columns: text, numbers, booleans, {@link LocalDate}, {@link Instant} (shown in UTC),
     *     null for an empty cell
     */
    public record Sheet(String name, List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
        @Override
        public String toString() {
            return "Sheet[" + name + ", " + rows.size() + " rows]";
        }
    }

    /** The bytes of a workbook with these sheets, each with a header that stays in view. */
    public static byte[] of(List<Sheet> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Careloom", "1.0")) {
            for (Sheet sheet : sheets) {
                write(sheet, workbook.newWorksheet(sheet.name()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a spreadsheet could not be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Sheet sheet, Worksheet to) {
        for (int column = 0; column < sheet.columns().size(); column++) {
            to.value(0, column, sheet.columns().get(column));
            to.style(0, column).bold().set();
            to.width(column, width(sheet, column));
        }
        to.freezePane(0, 1);
        for (int row = 0; row < sheet.rows().size(); row++) {
            List<? extends @Nullable Object> values = sheet.rows().get(row);
            for (int column = 0; column < values.size(); column++) {
                write(values.get(column), to, row + 1, column);
            }
        }
    }

    private static void write(@Nullable Object value, Worksheet to, int row, int column) {
        switch (value) {
            case null -> {}
            case Number number -> to.value(row, column, number);
            case Boolean flag -> to.value(row, column, flag);
            case LocalDate day -> {
                to.value(row, column, day);
                to.style(row, column).format(DAY).set();
            }
            case Instant moment -> {
                to.value(row, column, moment.atZone(ZoneOffset.UTC).toLocalDateTime());
                to.style(row, column).format(MOMENT).set();
            }
            default -> to.value(row, column, text(value.toString()));
        }
    }

    private static String text(String text) {
        boolean harmless =
                !FORMULA.matcher(text).matches() || NUMBER_LIKE.matcher(text).matches();
        String safe = harmless ? text : "'" + text;
        return safe.length() <= LONGEST_CELL ? safe : safe.substring(0, LONGEST_CELL);
    }

    private static double width(Sheet sheet, int column) {
        int longest = sheet.rows().stream()
                .map(row ->
                        column < row.size() ? String.valueOf(row.get(column)).length() : 0)
                .max(Integer::compare)
                .orElse(0);
        return Math.min(WIDEST, Math.max(longest, sheet.columns().get(column).length()) + 2);
    }
}
