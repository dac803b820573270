package io.careloom.platform.documents;

import io.careloom.platform.documents.Paper.Block;
import io.careloom.platform.documents.Paper.Fact;
import io.careloom.platform.documents.Paper.Facts;
import io.careloom.platform.documents.Paper.Heading;
import io.careloom.platform.documents.Paper.NewPage;
import io.careloom.platform.documents.Paper.Table;
import io.careloom.platform.documents.Paper.Text;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** Lays documents out on US Letter pages. What does not fit goes on to the next page, words too long for a line are broken. */
public final class Pdf {
    /** The media type of the bytes. */
    public static final String CONTENT_TYPE = "application/pdf";

    static final float MARGIN = 54;
    private static final float LEADING = 13;
    private static final float HEADING_NEEDS = 72;
    private static final Color LINE = new Color(0xc9, 0xd1, 0xd9);
    private static final Color SHADE = new Color(0xf1, 0xf4, 0xf7);

    private final Document document = new Document(PageSize.LETTER, MARGIN, MARGIN, MARGIN, MARGIN + 14);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PdfWriter writer = PdfWriter.getInstance(document, bytes);

    private Pdf() {}

    /** The bytes of the document. */
    public static byte[] of(Paper paper) {
        return new Pdf().printed(paper);
    }

    private byte[] printed(Paper paper) {
        writer.setPageEvent(new Foot(paper.mark()));
        document.addTitle(paper.title());
        document.addCreator("Careloom");
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en-US"));
        add(paragraph(paper.title(), Letters.TITLE, 22));
        if (!paper.subtitle().isEmpty()) {
            add(paragraph(paper.subtitle(), Letters.LABEL, LEADING));
        }
        paper.blocks().forEach(this::print);
        document.close();
        return bytes.toByteArray();
    }

    private void print(Block block) {
        switch (block) {
            case Heading(String text) -> heading(text);
            case Text(String text, boolean strong) -> text(text, strong);
            case Facts(List<Fact> facts) -> facts(facts);
            case Table table -> table(table);
            case NewPage() -> document.newPage();
        }
    }

    private void text(String text, boolean strong) {
        Paragraph paragraph = paragraph(text, strong ? Letters.STRONG : Letters.TEXT, LEADING);
        paragraph.setSpacingAfter(3);
        paragraph.setKeepTogether(strong);
        add(paragraph);
    }

    private void heading(String text) {
        if (writer.getVerticalPosition(true) < document.bottom() + HEADING_NEEDS) {
            document.newPage();
        }
        Paragraph heading = paragraph(text, Letters.HEADING, 16);
        heading.setSpacingBefore(14);
        heading.setSpacingAfter(4);
        add(heading);
    }

    private void facts(List<Fact> facts) {
        PdfPTable table = table(List.of(3, 10));
        for (Fact fact : facts) {
            table.addCell(plain(cell(fact.label(), Letters.LABEL)));
            table.addCell(plain(cell(fact.value(), Letters.TEXT)));
        }
        add(table);
    }

    private void table(Table of) {
        PdfPTable table = table(of.widths());
        table.setHeaderRows(1);
        for (String column : of.columns()) {
            PdfPCell head = cell(column, Letters.STRONG);
            head.setBackgroundColor(SHADE);
            table.addCell(lined(head));
        }
        for (List<String> row : of.rows()) {
            row.forEach(value -> table.addCell(lined(cell(value, Letters.TEXT))));
        }
        add(table);
    }

    private static PdfPTable table(List<Integer> widths) {
        float[] relative = new float[widths.size()];
        for (int column = 0; column < relative.length; column++) {
            relative[column] = widths.get(column);
        }
        PdfPTable table = new PdfPTable(relative);
        table.setWidthPercentage(100);
        table.setSpacingBefore(2);
        table.setSpacingAfter(4);
        table.setSplitLate(false); // a row longer than a page goes on where it stands
        return table;
    }

    private static PdfPCell cell(String text, Font font) {
        PdfPCell cell = new PdfPCell(new Phrase(LEADING, Letters.printable(text), font));
        cell.setLeading(LEADING, 0);
        return cell;
    }

    private static PdfPCell plain(PdfPCell cell) {
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(1.5f);
        return cell;
    }

    private static PdfPCell lined(PdfPCell cell) {
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(LINE);
        cell.setPadding(4);
        return cell;
    }

    private static Paragraph paragraph(String text, Font font, float leading) {
        return new Paragraph(leading, Letters.printable(text), font);
    }

    private void add(Element element) {
        document.add(element);
    }
}
