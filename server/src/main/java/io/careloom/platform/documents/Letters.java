package io.careloom.platform.documents;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/**
 * The typeface of documents, embedded so that they look the same everywhere: Liberation Sans (SIL Open Font License 1.1),
 * which has Latin, Greek and Cyrillic letters.
 */
final class Letters {
    private static final BaseFont REGULAR = face("LiberationSans-Regular.ttf");
    private static final BaseFont BOLD = face("LiberationSans-Bold.ttf");
    private static final Color GREY = new Color(0x5b, 0x64, 0x6e);

    static final Font TITLE = new Font(BOLD, 18);
    static final Font HEADING = new Font(BOLD, 12);
    static final Font TEXT = new Font(REGULAR, 9.5f);
    static final Font STRONG = new Font(BOLD, 9.5f);
    static final Font LABEL = new Font(REGULAR, 9.5f, Font.NORMAL, GREY);
    static final Font SMALL = new Font(REGULAR, 8, Font.NORMAL, GREY);

    private static final char MISSING = '\u25a1';
    private static final String TAB = "    ";

    private Letters() {}

    private static BaseFont face(String file) {
        try (InputStream in = Letters.class.getResourceAsStream("/liberation/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the typeface " + file + " is not part of the build");
            }
            return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text as it can be printed: a letter that the typeface lacks becomes a box, so that nothing vanishes unseen. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace("\t", TAB).codePoints().forEach(letter -> {
            if (letter == '\n' || REGULAR.charExists(letter) && !Character.isISOControl(letter)) {
                printable.appendCodePoint(letter);
            } else if (Character.getType(letter) != Character.FORMAT && !Character.isISOControl(letter)) {
                printable.append(MISSING);
            }
        });
        return printable.toString();
    }
}
