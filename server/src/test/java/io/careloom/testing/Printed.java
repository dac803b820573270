package io.careloom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** A PDF as somebody reads it: the text of its pages, from 1. */
public final class Printed {
    private final List<String> pages;

    private Printed(List<String> pages) {
        this.pages = pages;
    }

    /** Reads the bytes; fails when they are no PDF. */
    public static Printed of(byte[] bytes) {
        try (PdfReader reader = new PdfReader(bytes)) {
            PdfTextExtractor extractor = new PdfTextExtractor(reader);
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.add(extractor.getTextFromPage(page).replaceAll("\\s+", " "));
            }
            return new Printed(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many pages. */
    public int count() {
        return pages.size();
    }

    /** What stands on a page; any run of white space is one space. */
    public String text(int page) {
        return pages.get(page - 1);
    }

    /** What stands on all pages. */
    public String text() {
        return String.join(" ", pages);
    }

    /** The first page with this text; 0 when it is nowhere. */
    public int pageOf(String text) {
        for (int page = 1; page <= pages.size(); page++) {
            if (text(page).contains(text)) {
                return page;
            }
        }
        return 0;
    }

    /** How often this text stands somewhere. */
    public int countOf(String text) {
        String all = text();
        int count = 0;
        for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + text.length())) {
            count++;
        }
        return count;
    }
}
