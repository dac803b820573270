package io.careloom.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read back with another program's reader. */
class SpreadsheetTest {
    private static List<Row> rows(byte[] workbook, int sheet) throws IOException {
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return read.getSheet(sheet).orElseThrow().read();
        }
    }

    private static Cell onlyCell(Object value) throws IOException {
        byte[] workbook = Spreadsheet.of(
                List.of(new Spreadsheet.Sheet("One", List.of("Value"), List.of(Arrays.asList(value, "end")))));
        return rows(workbook, 0).get(1).getCell(0);
    }

    @Test
    void sheetsAreReadBackWithTheirNamesHeadersAndValues() throws IOException {
        byte[] workbook = Spreadsheet.of(List.of(
                new Spreadsheet.Sheet(
                        "People",
                        List.of("Name", "Cases", "Active", "Born"),
                        List.of(
                                List.of("Odile Ferrant", 12, true, LocalDate.of(1985, 5, 6)),
                                Arrays.asList("Zoë <O'Dell> & \"Sons\"", null, false, null))),
                new Spreadsheet.Sheet("Empty", List.of("Nothing"), List.of())));

        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            assertThat(read.getSheets().map(sheet -> sheet.getName())).containsExactly("People", "Empty");
        }
        List<Row> people = rows(workbook, 0);
        assertThat(people.get(0).stream().map(Cell::getText)).containsExactly("Name", "Cases", "Active", "Born");
        assertThat(people.get(1).getCell(0).asString()).isEqualTo("Odile Ferrant");
        assertThat(people.get(1).getCell(1).asNumber()).isEqualByComparingTo(new BigDecimal("12"));
        assertThat(people.get(1).getCell(2).asBoolean()).isTrue();
        assertThat(people.get(1).getCell(3).asDate().toLocalDate()).isEqualTo(LocalDate.of(1985, 5, 6));
        assertThat(people.get(2).getCell(0).asString()).isEqualTo("Zoë <O'Dell> & \"Sons\"");
        assertThat(rows(workbook, 1)).hasSize(1);
    }

    @Test
    void momentsAreShownInUtc() throws IOException {
        assertThat(onlyCell(Instant.parse("2026-11-24T23:59:58Z")).asDate())
                .isEqualTo(LocalDateTime.of(2026, 11, 24, 23, 59, 58));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://evil.example\",\"Click\")",
                "+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(A1:A9)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "+A1"
            })
    void textThatLooksLikeAFormulaIsKeptAsText(String text) throws IOException {
        Cell cell = onlyCell(text);

        assertThat(cell.getType()).isEqualTo(CellType.STRING);
        assertThat(cell.getFormula()).isNull();
        assertThat(cell.asString()).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 (941) 555-0142", "-12.5", "a=b", "1740410463", "'quoted'", "mail@people.example", ""})
    void harmlessTextStaysAsItIs(String text) throws IOException {
        assertThat(onlyCell(text).asString()).isEqualTo(text);
    }

    @Test
    void noPartOfTheFileHoldsAFormula() throws IOException {
        byte[] workbook = Spreadsheet.of(List.of(
                new Spreadsheet.Sheet("One", List.of("=2+2"), List.of(List.of("=1+1", "{=A1}", "<f>1+1</f>")))));

        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
            assertThat(parts).extracting(ZipArchiveEntry::getName).contains("xl/worksheets/sheet1.xml");
            for (ZipArchiveEntry part : parts) {
                assertThat(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8))
                        .as(part.getName())
                        .doesNotContain("<f>");
            }
        }
    }

    @Test
    void veryLongTextIsCutToWhatACellHolds() throws IOException {
        assertThat(onlyCell("x".repeat(40_000)).asString()).hasSize(32_767);
    }
}
