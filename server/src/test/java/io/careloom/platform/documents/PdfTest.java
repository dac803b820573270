package io.careloom.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.documents.Paper.Block;
import io.careloom.platform.documents.Paper.Fact;
import io.careloom.platform.documents.Paper.Facts;
import io.careloom.platform.documents.Paper.Heading;
import io.careloom.platform.documents.Paper.NewPage;
import io.careloom.platform.documents.Paper.Table;
import io.careloom.platform.documents.Paper.Text;
import io.careloom.testing.Printed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is handed in can be read on the pages, however long it is and however it is spelled. */
class PdfTest {
    private static Printed printed(Block... blocks) {
        return Printed.of(Pdf.of(new Paper("Delivery note", "Second copy", "Keep dry", List.of(blocks))));
    }

    @Test
    void titleTextsAndFootStandOnThePage() {
        Printed pages = printed(
                new Heading("Goods"),
                new Text("Two crates of apples."),
                new Facts(List.of(new Fact("Weight", "31 kg"))),
                new Table(List.of("Kind", "Crates"), List.of(3, 1), List.of(List.of("Boskoop", "2"))));

        assertThat(pages.count()).isEqualTo(1);
        assertThat(pages.text(1))
                .contains("Delivery note", "Second copy", "Goods", "Two crates of apples.", "Weight", "31 kg")
                .contains("Kind", "Crates", "Boskoop", "Keep dry", "Page 1 of");
    }

    @Test
    void lettersWithAccentsAreEmbedded() {
        String names = "Núñez Åsa Łukasz Žofie Čeněk Ștefan ß € – “quoted” Ωμέγα Пётр";
        byte[] bytes = Pdf.of(new Paper("Names", "", "", List.of(new Text(names))));

        assertThat(Printed.of(bytes).text(1)).contains("Núñez Åsa Łukasz Žofie Čeněk Ștefan ß € – “quoted” Ωμέγα Пётр");
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("/FontFile2", "LiberationSans");
    }

    @Test
    void aLetterThatTheTypefaceLacksLeavesABox() {
        assertThat(printed(new Text("fever 🌡 39 日本\u0007")).text(1)).contains("fever □ 39 □□");
    }

    @Test
    void longTextsGoOnOverPagesAndNothingIsLost() {
        String words = String.join(
                " ", IntStream.range(0, 2_000).mapToObj(n -> "w" + n + ".").toList());
        Printed pages = printed(
                new Text(words),
                new Facts(List.of(new Fact("Again", words))),
                new Table(
                        List.of("Name", "Words"),
                        List.of(1, 2),
                        List.of(List.of("one", words), List.of("two", words))));

        assertThat(pages.count()).isGreaterThan(5);
        for (int n = 0; n < 2_000; n++) {
            assertThat(pages.countOf("w" + n + ".")).as("w" + n).isEqualTo(4);
        }
        assertThat(pages.text(pages.count()))
                .as("the head of a table comes again")
                .contains("Name", "Words");
    }

    @Test
    void aWordLongerThanALineIsBroken() {
        Printed pages = printed(new Facts(List.of(new Fact("Code", "x".repeat(700)))), new Text("q".repeat(700)));

        assertThat(pages.countOf("x")).isEqualTo(700);
        assertThat(pages.countOf("q")).isEqualTo(700);
    }

    @Test
    void aHeadingStaysWithWhatFollows() {
        List<Block> lines = IntStream.range(0, 40)
                .<Block>mapToObj(n -> new Text("line " + n))
                .toList();
        for (int before = 30; before <= 40; before++) {
            Block[] blocks = new Block[before + 2];
            lines.subList(0, before).toArray(blocks);
            blocks[before] = new Heading("Signature");
            blocks[before + 1] = new Text("Signed by hand");

            Printed pages = printed(blocks);

            assertThat(pages.pageOf("Signature")).isEqualTo(pages.pageOf("Signed by hand"));
        }
    }

    @Test
    void aNewPageBeginsWhereItIsWanted() {
        Printed pages = printed(new Text("first"), new NewPage(), new Text("second"));

        assertThat(pages.pageOf("first")).isEqualTo(1);
        assertThat(pages.pageOf("second")).isEqualTo(2);
    }
}
