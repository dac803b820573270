package io.careloom.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people and attackers upload: typed by its content, refused by its content, never by its name. */
class UploadZooTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String FILES = "/v1/partner/files";
    private static final long MIB = 1L << 20;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A file of this size that begins with these bytes, made while it is sent. */
    private static Multipart sized(String name, byte[] head, byte filling, long size) {
        return Multipart.of(name, () -> {
            byte[] block = new byte[64 * 1024];
            Arrays.fill(block, filling);
            InputStream rest = new InputStream() {
                private long left = size - head.length;

                @Override
                public int read() {
                    return left-- > 0 ? filling : -1;
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    if (left <= 0) {
                        return -1;
                    }
                    int count = (int) Math.min(Math.min(length, block.length), left);
                    System.arraycopy(block, 0, into, offset, count);
                    left -= count;
                    return count;
                }
            };
            return new SequenceInputStream(new ByteArrayInputStream(head), rest);
        });
    }

    static Stream<Arguments> refused() {
        byte[] png = Samples.png(40, 40);
        byte[] jpeg = Samples.jpeg(40, 40);
        return Stream.of(
                Arguments.of("SVG", "drawing.png", ascii("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>")),
                Arguments.of("SVG with a head", "drawing.svg", ascii("<?xml version=\"1.0\"?>\n<svg onload=\"a()\"/>")),
                Arguments.of("HTML as JPEG", "face.jpg", ascii("<html><body>hello</body></html>")),
                Arguments.of("HTML that starts late", "face.txt", ascii("\n\n  <!DOCTYPE html><p>hello")),
                Arguments.of("a script in text", "notes.txt", ascii("just notes <SCRIPT>alert(1)</SCRIPT>")),
                Arguments.of("GIF and JavaScript", "x.gif", ascii("GIF89a/*\0\0*/=1;alert(1)//<script>")),
                Arguments.of("JPEG and HTML", "x.jpg", Samples.joined(jpeg, ascii("<html><script>a()</script>"))),
                Arguments.of("PNG and archive", "x.png", Samples.joined(png, Samples.zip("Evil.class"))),
                Arguments.of("JPEG and archive", "x.jpg", Samples.joined(jpeg, Samples.zip("Evil.class"))),
                Arguments.of("PDF behind something", "x.pdf", Samples.joined(ascii("MZ.."), Samples.pdf())),
                Arguments.of("PDF with HTML", "x.pdf", Samples.joined(Samples.pdf(), ascii("<html>"))),
                Arguments.of("a program", "setup.jpg", Samples.joined(ascii("MZ\u0000"), new byte[200])),
                Arguments.of("an ELF program", "tool.png", Samples.joined(ascii("\u007fELF\2\1\1"), new byte[200])),
                Arguments.of("a shell script", "run.txt", ascii("#!/bin/sh\nrm -rf /\n")),
                Arguments.of("an archive", "papers.zip", Samples.zip("a.txt")),
                Arguments.of(
                        "a document with macros",
                        "letter.docx",
                        Samples.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
                Arguments.of("an image bomb", "x.png", Samples.pngBomb(60_000, 60_000)),
                Arguments.of("a long image bomb", "x.png", Samples.pngBomb(2_000_000_000, 1)),
                Arguments.of("half a PNG", "x.png", Arrays.copyOf(png, 30)),
                Arguments.of("a JPEG's head and noise", "x.jpg", Samples.joined(Arrays.copyOf(jpeg, 4), new byte[500])),
                Arguments.of("nothing", "empty.png", new byte[0]),
                Arguments.of("noise", "x.bin", new byte[] {1, 2, 3, 4, 0, 0, 7, (byte) 200}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatNobodyShouldOpenIsRefused(String kind, String name, byte[] content) {
        Client.Reply reply = SERVER.partner().upload(FILES, Multipart.of(name, content));

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().at("/errors/file").isArray()).as(reply.body()).isTrue();
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("image/jpeg", "photo.exe", Samples.jpeg(60, 40), true),
                Arguments.of("image/png", "photo.html", Samples.png(60, 40), true),
                Arguments.of("image/gif", "photo.gif", Samples.picture("gif", 60, 40), true),
                Arguments.of("image/bmp", "photo.bmp", Samples.picture("bmp", 60, 40), true),
                Arguments.of("image/tiff", "fax.tif", Samples.picture("tiff", 60, 40), true),
                Arguments.of(
                        "image/webp",
                        "photo.webp",
                        java.util.Base64.getDecoder()
                                .decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"),
                        true),
                Arguments.of("image/heic", "photo.heic", Samples.film("heic"), false),
                Arguments.of("video/mp4", "film.mp4", Samples.film("isom"), false),
                Arguments.of("video/quicktime", "film.mov", Samples.film("qt  "), false),
                Arguments.of(
                        "video/webm",
                        "film.webm",
                        Samples.joined(
                                new byte[] {
                                    0x1a, 0x45, (byte) 0xdf, (byte) 0xa3, (byte) 0x87, 0x42, (byte) 0x82, (byte) 0x84
                                },
                                ascii("webm")),
                        false),
                Arguments.of("application/pdf", "paper.pdf", Samples.pdf(), false),
                Arguments.of("text/plain", "notes.txt", ascii("Sleeps well. 5 < 6 and 7 > 2.\n"), false),
                Arguments.of(
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        "letter.docx",
                        Samples.zip("[Content_Types].xml", "word/document.xml"),
                        false),
                Arguments.of(
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        "table.xlsx",
                        Samples.zip("[Content_Types].xml", "xl/workbook.xml"),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void contentSaysWhatAFileIs(String mimeType, String name, byte[] content, boolean pictured) {
        Client.Reply reply = SERVER.partner().upload(FILES, Multipart.of(name, content));

        assertThat(reply.ok().path("mime_type").asString("")).isEqualTo(mimeType);
        assertThat(reply.json().path("url_thumbnail").isString()).isEqualTo(pictured);
        assertThat(SERVER.anybody().download(reply.text("/url")).body()).isEqualTo(content);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("../../../etc/passwd", "passwd"),
                Arguments.of("..\\..\\boot.ini", "boot.ini"),
                Arguments.of("/absolute/left.png", "left.png"),
                Arguments.of(".htaccess", "htaccess"),
                Arguments.of("..", "file.png"),
                Arguments.of("", "file.png"),
                Arguments.of("ni\u202egnp.exe", "nignp.exe"),
                Arguments.of("Zażółć 照片.png", "Zażółć 照片.png"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesLeadNowhere(String sent, String kept) {
        Client.Reply reply = SERVER.partner().upload(FILES, Multipart.of(sent, Samples.png(10, 10)));

        assertThat(reply.ok().path("name").asString("")).isEqualTo(kept);
        assertThat(reply.text("/path")).matches("partners/[A-Za-z0-9]{40}\\.png");
    }

    @Test
    void longNamesAreCutBetweenLetters() {
        String smiles = "\ud83d\ude00".repeat(300);

        Client.Reply reply = SERVER.partner().upload(FILES, Multipart.of("a" + smiles, Samples.png(10, 10)));

        assertThat(reply.ok().path("name").asString("")).isEqualTo("a" + "\ud83d\ude00".repeat(254));
    }

    @Test
    void aNameWithANulIsRefused() {
        Client.Reply reply = SERVER.partner().upload(FILES, Multipart.of("a\0b.png", Samples.png(10, 10)));

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().at("/errors/file").isArray()).isTrue();
    }

    @Test
    void formsOfManyPartsAreRefused() {
        Multipart twenty = Multipart.of("x.png", Samples.png(10, 10));
        for (int part = 2; part <= 20; part++) {
            twenty = twenty.text("part" + part, "x");
        }

        Client.Reply more = SERVER.partner().upload(FILES, twenty.text("part21", "x"));

        assertThat(SERVER.partner().upload(FILES, twenty).status()).isEqualTo(200);
        assertThat(more.status()).as(more.body()).isEqualTo(422);
        assertThat(more.json().at("/errors/form").isArray()).isTrue();
    }

    @Test
    void unknownTypesAndLongNamesAreRefused() {
        Multipart form = Multipart.of("x.png", Samples.png(10, 10));

        Client.Reply type = SERVER.partner().upload(FILES, form.text("type", "malware"));
        Client.Reply name = SERVER.partner().upload(FILES, form.text("name", "x".repeat(256)));

        assertThat(type.status()).isEqualTo(422);
        assertThat(type.json().at("/errors/type").isArray()).isTrue();
        assertThat(name.status()).isEqualTo(422);
        assertThat(name.json().at("/errors/name").isArray()).isTrue();
        assertThat(SERVER.partner()
                        .upload(FILES, form.text("name", "x".repeat(255)).text("type", ""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void formsWithoutAFileAndOtherBodiesAreRefused() {
        Client.Reply none = SERVER.partner().upload(FILES, Multipart.form().text("name", "x"));
        Client.Reply json = SERVER.partner().post(FILES, "{}");
        Client.Reply broken =
                SERVER.partner().with("Content-Type", "multipart/form-data").post(FILES, "--some\r\nno form");
        Client.Reply half = SERVER.partner()
                .with("Content-Type", "multipart/form-data; boundary=b")
                .post(FILES, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf");
        Client.Reply two = SERVER.partner()
                .upload(
                        FILES,
                        Multipart.of("a.png", Samples.png(9, 9))
                                .file(
                                        "b.png",
                                        "image/png",
                                        java.net.http.HttpRequest.BodyPublishers.ofByteArray(Samples.png(9, 9))));

        assertThat(none.status()).isEqualTo(422);
        assertThat(json.status()).isEqualTo(415);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(half.status()).isEqualTo(400);
        assertThat(two.status()).isEqualTo(422);
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("photo.jpg", Samples.jpeg(200, 200), (byte) 0, 25 * MIB),
                Arguments.of("notes.txt", ascii("Notes. "), (byte) 'n', 16 * MIB),
                Arguments.of("film.mp4", Samples.film("isom"), (byte) 0, 140 * MIB));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void theLastByteDecides(String name, byte[] head, byte filling, long limit) {
        Client.Reply most = SERVER.partner().upload(FILES, sized(name, head, filling, limit));
        Client.Reply more = SERVER.partner().upload(FILES, sized(name, head, filling, limit + 1));

        assertThat(most.status()).as(most.body()).isEqualTo(200);
        assertThat(more.status()).as(more.body()).isEqualTo(413);
        assertThat(more.text("/code")).isEqualTo("too_large");
    }

    @Test
    void otherOperationsKeepTheirLimit() {
        assertThat(SERVER.partner()
                        .post("/v1/partner/patients", "{\"x\": \"" + "y".repeat((int) (2 * MIB)) + "\"}")
                        .status())
                .isEqualTo(413);
    }
}
