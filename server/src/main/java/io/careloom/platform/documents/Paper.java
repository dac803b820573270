package io.careloom.platform.documents;

import java.util.List;

/**
 * What stands on a document, from top to bottom. Texts may have line breaks and any length.
 *
 * @param title stands in the head of the first page and in the document's properties, so it names nobody
 * @param subtitle below the title; may be empty
 * @param mark at the foot of every page, beside its number
 */
public record Paper(String title, String subtitle, String mark, List<Block> blocks) {
    public Paper {
        blocks = List.copyOf(blocks);
    }

    /** A part of a document. */
    public sealed interface Block {}

    /** The title of what follows, on the same page as its beginning. */
    public record Heading(String text) implements Block {}

    /** Running text. */
    public record Text(String text, boolean strong) implements Block {
        /** Text like most. */
        public Text(String text) {
            this(text, false);
        }

        @Override
        public String toString() {
            return "Text[]";
        }
    }

    /** Labels with their values, one below the other. */
    public record Facts(List<Fact> facts) implements Block {}

    /** A label with its value. */
    public record Fact(String label, String value) {
        @Override
        public String toString() {
            return "Fact[" + label + "]";
        }
    }

    /**
     * A table whose head stands on every page it comes to.
     *
     * @param widths of the columns, in relation to each other
     */
    public record Table(List<String> columns, List<Integer> widths, List<List<String>> rows) implements Block {
        @Override
        public String toString() {
            return "Table" + columns;
        }
    }

    /** What follows begins on a new page. */
    public record NewPage() implements Block {}

    @Override
    public String toString() {
        return "Paper[" + title + "]";
    }
}
