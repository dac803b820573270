package io.careloom.platform.blobs;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.secrets.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sealed content by its id. Each blob has a key of its own, which its owner keeps (sealed, in the database): without it the
 * bytes are noise, from the first one that reaches the disk. Segments of 64 KiB are AES-256-GCM each, bound to the id and
 * to their place. A disk that fails is UNAVAILABLE.
 */
public final class Blobs {
    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);
    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final String DRAFTS = "drafts";

    private final Path folder;

    /** Blobs below this folder, which is made when it is first needed. */
    public Blobs(Path folder) {
        this.folder = folder;
    }

    /** A new blob to write to; its key is made here. */
    public Draft draft() {
        UUID id = Ids.random();
        byte[] key = Secrets.bytes(KEY_BYTES);
        Path drafts = folder.resolve(DRAFTS);
        Path file = drafts.resolve(id.toString());
        try {
            Files.createDirectories(drafts);
            return new Draft(id, key, file, aead(key));
        } catch (IOException | GeneralSecurityException e) {
            throw failed("begin", e);
        }
    }

    /** Puts a written draft in its place, on the disk when this returns: only then may a row that names it be committed. */
    public void keep(Draft draft) {
        Path shelf = shelf(draft.id());
        try {
            draft.finish();
            Files.createDirectories(shelf);
            sync(draft.file());
            Files.move(draft.file(), place(draft.id()), StandardCopyOption.ATOMIC_MOVE);
            sync(shelf);
        } catch (IOException e) {
            throw failed("keep", e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * The content from a position on; the stream fails when the bytes were changed.
     *
     * @throws Problem UNAVAILABLE when the blob is not there or cannot be read
     */
    public InputStream open(UUID id, byte[] key, long from) {
        try {
            SeekableByteChannel sealed = Files.newByteChannel(place(id), StandardOpenOption.READ);
            SeekableByteChannel plain = aead(key).newSeekableDecryptingChannel(sealed, bound(id));
            plain.position(from);
            return new ChannelStream(plain);
        } catch (NoSuchFileException e) {
            throw failed("find", e);
        } catch (IOException | GeneralSecurityException e) {
            throw failed("open", e);
        }
    }

    /** Deletes the content; nothing happens when it is not there. */
    public void delete(UUID id) {
        try {
            Files.deleteIfExists(place(id));
        } catch (IOException e) {
            // its key is gone already, so that this is about space only; the sweeping job tries again
            LOG.warn("a blob could not be deleted: {}", e.getClass().getSimpleName());
        }
    }

    /** Deletes drafts that nobody finished, and answers the ids of kept blobs; both only when older than this. */
    public List<UUID> sweep(Instant now, Duration age) {
        FileTime limit = FileTime.from(now.minus(age));
        List<UUID> kept = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return kept;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(limit) >= 0) {
                    continue;
                }
                if (file.startsWith(folder.resolve(DRAFTS))) {
                    Files.deleteIfExists(file);
                } else {
                    Ids.read(file.getFileName().toString()).ifPresent(kept::add);
                }
            }
        } catch (IOException e) {
            throw failed("sweep", e);
        }
        return kept;
    }

    private Path shelf(UUID id) {
        return folder.resolve(id.toString().substring(0, 2));
    }

    private Path place(UUID id) {
        return shelf(id).resolve(id.toString());
    }

    static byte[] bound(UUID id) {
        return ("blob " + id).getBytes(StandardCharsets.UTF_8);
    }

    private static StreamingAead aead(byte[] key) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    }

    static Problem failed(String what, Exception cause) {
        LOG.error("cannot {} a blob: {}", what, cause.getClass().getSimpleName());
        return Problem.unavailable("storage_unavailable");
    }

    /** A channel read as a stream; {@code Channels.newInputStream} would lock it for each byte. */
    private static final class ChannelStream extends InputStream {
        private final SeekableByteChannel channel;

        ChannelStream(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return length == 0 ? 0 : channel.read(ByteBuffer.wrap(into, offset, length));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
