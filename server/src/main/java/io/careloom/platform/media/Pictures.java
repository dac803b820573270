package io.careloom.platform.media;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import io.careloom.kernel.Problem;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Reads pictures without trusting them: their measures first, their pixels only when there are not too many. */
public final class Pictures {
    /** Width of a thumbnail in pixels. */
    public static final int THUMBNAIL_WIDTH = 180;

    /** Height of a thumbnail in pixels. */
    public static final int THUMBNAIL_HEIGHT = 110;

    private static final long MOST_PIXELS = 120_000_000;
    private static final int LONGEST_SIDE = 30_000;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 30;
    private static final float QUALITY = 0.82f;
    private static final Semaphore DECODERS = new Semaphore(AT_ONCE);

    static {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false); // nothing of a picture may touch the disk unsealed
    }

    private Pictures() {}

    /** Why a picture is refused. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * The thumbnail of a picture, a JPEG of 180 by 110 pixels that shows its middle, upright.
     *
     * @param turned clockwise quarter turns besides those that the picture itself asks for
     * @throws Unusable when it has too many pixels, or cannot be read
     */
    public static byte[] thumbnail(Supplier<InputStream> picture, int turned) throws Unusable {
        try {
            int turns = quarterTurns(picture) + turned;
            if (!DECODERS.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.unavailable("busy");
            }
            try (InputStream in = picture.get();
                    ImageInputStream source = new MemoryCacheImageInputStream(in)) {
                return jpeg(framed(decoded(source), Math.floorMod(turns, 4)));
            } finally {
                DECODERS.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("busy");
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            // the decoders of the JDK throw all of these at broken pictures
            throw new Unusable("The picture cannot be read.");
        }
    }

    private static BufferedImage decoded(ImageInputStream source) throws IOException, Unusable {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(source);
        if (!readers.hasNext()) {
            throw new Unusable("The picture cannot be read.");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(source, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
                throw new Unusable("The picture has too many pixels.");
            }
            int step = Math.max(1, Math.min(width / (THUMBNAIL_WIDTH * 2), height / (THUMBNAIL_WIDTH * 2)));
            ImageReadParam every = reader.getDefaultReadParam();
            every.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, every);
        } finally {
            reader.dispose();
        }
    }

    /** Turned, scaled to cover the frame, and cut to it. */
    private static BufferedImage framed(BufferedImage image, int turns) {
        boolean lying = turns % 2 == 1;
        double width = lying ? image.getHeight() : image.getWidth();
        double height = lying ? image.getWidth() : image.getHeight();
        double scale = Math.max(THUMBNAIL_WIDTH / width, THUMBNAIL_HEIGHT / height);
        AffineTransform placed = AffineTransform.getTranslateInstance(THUMBNAIL_WIDTH / 2.0, THUMBNAIL_HEIGHT / 2.0);
        placed.scale(scale, scale);
        placed.quadrantRotate(turns);
        placed.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        BufferedImage frame = new BufferedImage(THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = frame.createGraphics();
        brush.setColor(java.awt.Color.WHITE);
        brush.fillRect(0, 0, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(image, placed, null);
        brush.dispose();
        return frame;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** How the camera was held, as a JPEG's EXIF tells it; mirrored pictures are not mirrored back. */
    static int quarterTurns(Supplier<InputStream> picture) throws IOException {
        try (InputStream in = picture.get();
                ImageInputStream source = new MemoryCacheImageInputStream(in)) {
            if (source.readUnsignedShort() != JPEG.SOI) {
                return 0;
            }
            source.seek(0);
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(source, JPEG.APP1, "Exif");
            return segments.isEmpty() ? 0 : turns(segments.getFirst());
        } catch (IOException | RuntimeException e) {
            return 0; // a broken note about the camera does not make the picture unusable
        }
    }

    private static int turns(JPEGSegment exif) throws IOException {
        try (InputStream in = exif.data();
                ImageInputStream data = new MemoryCacheImageInputStream(in)) {
            in.skipNBytes(1); // the name is followed by a byte of padding
            Entry orientation = new TIFFReader().read(data).getEntryById(TIFF.TAG_ORIENTATION);
            int value = orientation != null && orientation.getValue() instanceof Number number ? number.intValue() : 1;
            return switch (value) {
                case 3, 4 -> 2;
                case 5, 6 -> 1;
                case 7, 8 -> 3;
                default -> 0;
            };
        }
    }
}
