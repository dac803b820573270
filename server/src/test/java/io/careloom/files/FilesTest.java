package io.careloom.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Problem;
import io.careloom.testing.Samples;
import io.careloom.testing.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long links open, what the sweep leaves, and what turning a picture does. */
class FilesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestDatabase database = TestDatabase.fresh();
    private final Caller admin = FilesWorld.admin(UUID.randomUUID());
    private final Path folder;
    private final FilesWorld world;

    FilesTest(@TempDir Path folder) {
        this.folder = folder;
        this.world = new FilesWorld(database, folder);
    }

    @AfterEach
    void close() {
        world.close();
        database.close();
    }

    private byte[] opened(String path) {
        Map<String, String> query = Arrays.stream(URI.create(path).getQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        UUID fileId = UUID.fromString(path.split("/", -1)[3]);
        return world.access.read(tx -> {
            io.careloom.files.Files.Content content = world.files.linked(
                    tx, fileId, path.contains("/thumbnail?"), query.get("expires"), query.get("signature"));
            try (InputStream in = content.opener().apply(0)) {
                byte[] bytes = in.readAllBytes();
                assertThat(content.size()).isEqualTo(bytes.length);
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private io.careloom.files.Files.Seen turned(UUID fileId, int degrees) {
        return world.access.write(
                tx -> world.files.change(tx, admin, fileId, new ChangeFile(Change.absent(), Change.absent(), degrees)));
    }

    private byte[] thumbnail(io.careloom.files.Files.Seen of) {
        return opened(Objects.requireNonNull(of.file().urlThumbnail()).path());
    }

    /** What the camera's note says, wherever it stands. */
    private static int orientation(byte[] picture) {
        return ByteBuffer.wrap(picture).getShort(afterOrientation(picture));
    }

    private static int afterOrientation(byte[] picture) {
        byte[] note = HexFormat.of().parseHex("0112000300000001");
        for (int at = 0; at + note.length < picture.length; at++) {
            if (Arrays.equals(picture, at, at + note.length, note, 0, note.length)) {
                return at + note.length;
            }
        }
        throw new AssertionError("no orientation");
    }

    /** The JPEG as a camera writes that was held so. */
    private static byte[] held(byte[] jpeg, int orientation) {
        byte[] note = HexFormat.of()
                .parseHex("ffe10022457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001000" + orientation
                        + "0000" + "00000000");
        return ByteBuffer.allocate(jpeg.length + note.length)
                .put(jpeg, 0, 2)
                .put(note)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static int[] pixels(byte[] picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static String colour(byte[] picture, int x, int y) throws IOException {
        int rgb = ImageIO.read(new ByteArrayInputStream(picture)).getRGB(x, y);
        return (rgb >> 16 & 0xff) > 200 ? "red" : (rgb & 0xff) > 200 ? "blue" : "neither";
    }

    private List<Path> blobs() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aLinkOpensUntilItsTimeIsOver() {
        byte[] picture = Samples.png(60, 40);
        String link = world.upload(admin, "a.png", picture).file().url().path();

        world.wait(FilesWorld.OPEN);
        assertThat(opened(link)).isEqualTo(picture);

        world.wait(SECOND);
        assertThatThrownBy(() -> opened(link)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
            assertThat(problem.code()).isEqualTo("link_expired");
        });
    }

    @Test
    void theSweepTakesStrayContentOfYesterdayAndNothingElse() throws IOException {
        String kept = world.upload(admin, "kept.png", Samples.png(60, 40))
                .file()
                .url()
                .path();
        NewFile draft = world.examined(admin, "draft.png", Samples.png(61, 40));
        assertThatThrownBy(() -> world.access.write(tx -> {
                    world.files.add(tx, admin, world.examined(admin, "lost.png", Samples.png(62, 40)));
                    throw new IllegalStateException("the commit fails");
                }))
                .hasMessage("the commit fails");
        assertThat(blobs()).hasSize(3);

        world.access.write(tx -> {
            world.files.sweep(tx);
            return true;
        });
        assertThat(blobs()).as("what is young may still get its row").hasSize(3);

        world.wait(Duration.ofHours(25));
        world.access.write(tx -> {
            world.files.sweep(tx);
            return true;
        });
        assertThat(blobs()).singleElement().asString().endsWith(kept.split("/", -1)[3]);
        draft.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void aTurnedPictureSaysSoAndKeepsItsPixels(String format) throws IOException {
        byte[] picture = Samples.picture(format, 400, 300);
        UUID fileId = world.upload(admin, "a." + format, picture).file().fileId();

        byte[] quarter = opened(turned(fileId, 90).file().url().path());
        byte[] half = opened(turned(fileId, 90).file().url().path());
        byte[] whole = opened(turned(fileId, -180).file().url().path());

        assertThat(orientation(quarter)).as("to the right").isEqualTo(6);
        assertThat(orientation(half)).as("upside down").isEqualTo(3);
        assertThat(pixels(quarter)).isEqualTo(pixels(picture));
        assertThat(whole).isEqualTo(picture);
    }

    @Test
    void aTurnAddsToHowTheCameraWasHeld() {
        byte[] picture = held(Samples.jpeg(400, 300), 8);
        UUID fileId = world.upload(admin, "a.jpg", picture).file().fileId();

        byte[] upright = opened(turned(fileId, 90).file().url().path());

        assertThat(orientation(upright)).isEqualTo(1);
        assertThat(upright).as("the camera's note was replaced").hasSameSizeAs(picture);
    }

    @Test
    void theThumbnailTurnsToo() throws IOException {
        UUID fileId = world.upload(admin, "a.png", Samples.png(300, 400)).file().fileId();

        byte[] right = thumbnail(turned(fileId, 90));
        byte[] left = thumbnail(turned(fileId, 180));

        assertThat(colour(right, 90, 10)).as("what was left is above").isEqualTo("red");
        assertThat(colour(right, 90, 100)).isEqualTo("blue");
        assertThat(colour(left, 90, 10)).isEqualTo("blue");
    }
}
