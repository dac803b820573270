package io.careloom.platform.documents;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** The foot of every page: a mark, and the page's number with that of the last one, which is known at the end only. */
final class Foot extends PdfPageEventHelper {
    private static final float BASELINE = Pdf.MARGIN - 14;
    private static final float ROOM = 28;

    private final String mark;
    private @Nullable PdfTemplate total;

    Foot(String mark) {
        this.mark = Letters.printable(mark);
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
        total = writer.getDirectContent().createTemplate(ROOM, 12);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        PdfContentByte page = writer.getDirectContent();
        float right = document.right() - ROOM;
        show(page, Element.ALIGN_LEFT, mark, document.left());
        show(page, Element.ALIGN_RIGHT, "Page " + writer.getPageNumber() + " of", right);
        if (total != null) {
            page.addTemplate(total, right, BASELINE);
        }
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        if (total != null) {
            // at the closing the writer has gone on to the page after the last
            Phrase last = new Phrase(" " + (writer.getPageNumber() - 1), Letters.SMALL);
            ColumnText.showTextAligned(total, Element.ALIGN_LEFT, last, 0, 0, 0);
        }
    }

    private static void show(PdfContentByte page, int alignment, String text, float x) {
        ColumnText.showTextAligned(page, alignment, new Phrase(text, Letters.SMALL), x, BASELINE, 0);
    }
}
