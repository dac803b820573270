package io.careloom.platform.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * A picture that viewers show turned: its note about how the camera was held is another, every pixel stays as it was. The
 * original's bytes are read as they are from {@code tail} on; the camera's other notes are left out of a JPEG.
 */
public final class TurnedPicture {
    private static final int MOST_NOTES = 1 << 20;
    private static final int APP1 = 0xffe1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PNG_HEAD = 8 + 25; // the signature and IHDR, which is always the first chunk

    private final byte[] head;
    private final long tail;

    private TurnedPicture(byte[] head, long tail) {
        this.head = head;
        this.tail = tail;
    }

    /**
     * The picture with so many more clockwise quarter turns.
     *
     * @param mediaType {@code image/jpeg} or {@code image/png}
     */
    public static TurnedPicture of(Supplier<InputStream> picture, String mediaType, int turns) {
        try (DataInputStream in = new DataInputStream(picture.get())) {
            if (mediaType.equals("image/png")) {
                byte[] start = in.readNBytes(PNG_HEAD);
                return new TurnedPicture(joined(start, chunk(orientation(turns))), start.length);
            }
            int sum = Math.floorMod(Pictures.quarterTurns(picture) + turns, 4);
            return jpeg(in, segment(orientation(sum)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long it is, in bytes, when the original has so many. */
    public long size(long original) {
        return head.length + original - tail;
    }

    /** The bytes from a position on; {@code original} gives the picture's own from a position on. */
    public InputStream from(long position, LongFunction<InputStream> original) {
        if (position >= head.length) {
            return original.apply(position - head.length + tail);
        }
        int from = (int) position;
        return new SequenceInputStream(new ByteArrayInputStream(head, from, head.length - from), original.apply(tail));
    }

    /** Puts the note in the place of the camera's, or first where there is none among the programs' notes. */
    private static TurnedPicture jpeg(DataInputStream in, byte[] note) throws IOException {
        byte[] start = in.readNBytes(2);
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.write(start);
        try {
            for (int marker = in.readUnsignedShort(); isNote(marker); marker = in.readUnsignedShort()) {
                int length = in.readUnsignedShort();
                byte[] body = in.readNBytes(Math.max(0, length - 2));
                if (marker == APP1 && begins(body, EXIF)) {
                    return new TurnedPicture(joined(before.toByteArray(), note), before.size() + 2L + length);
                }
                before.write(ByteBuffer.allocate(4)
                        .putShort((short) marker)
                        .putShort((short) length)
                        .array());
                before.write(body);
                if (before.size() > MOST_NOTES) {
                    break;
                }
            }
        } catch (EOFException e) {
            return new TurnedPicture(joined(start, note), start.length); // no note to replace
        }
        return new TurnedPicture(joined(start, note), start.length);
    }

    private static boolean isNote(int marker) {
        return (marker & 0xfff0) == 0xffe0;
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length >= with.length
                && ByteBuffer.wrap(bytes, 0, with.length).equals(ByteBuffer.wrap(with));
    }

    private static byte[] segment(byte[] orientation) {
        return ByteBuffer.allocate(4 + EXIF.length + orientation.length)
                .putShort((short) APP1)
                .putShort((short) (2 + EXIF.length + orientation.length))
                .put(EXIF)
                .put(orientation)
                .array();
    }

    private static byte[] chunk(byte[] orientation) {
        byte[] named = joined("eXIf".getBytes(StandardCharsets.US_ASCII), orientation);
        CRC32 sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(orientation.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A TIFF directory with nothing in it but the orientation. */
    private static byte[] orientation(int turns) {
        int word = switch (Math.floorMod(turns, 4)) {
            case 1 -> 6;
            case 2 -> 3;
            case 3 -> 8;
            default -> 1;
        };
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) word)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
