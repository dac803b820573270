package io.careloom.platform.blobs;

import com.google.crypto.tink.StreamingAead;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** A blob that is being written; closing one that was not kept deletes it. Written once, then read as often as needed. */
public final class Draft implements AutoCloseable {
    private final UUID id;
    private final byte[] key;
    private final Path file;
    private final StreamingAead aead;
    private final OutputStream out;
    private long size;
    private boolean finished;

    Draft(UUID id, byte[] key, Path file, StreamingAead aead) throws IOException, GeneralSecurityException {
        this.id = id;
        this.key = key;
        this.file = file;
        this.aead = aead;
        this.out = aead.newEncryptingStream(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)), Blobs.bound(id));
    }

    /** The blob's id. */
    public UUID id() {
        return id;
    }

    /** The key that opens it; to be sealed by whoever keeps it. */
    public byte[] key() {
        return key.clone();
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    Path file() {
        return file;
    }

    /** Adds bytes. */
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
            size += length;
        } catch (IOException e) {
            throw Blobs.failed("write", e);
        }
    }

    /** Takes bytes; closing it is not the end of the draft. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                Draft.this.write(bytes, offset, length);
            }
        };
    }

    /** What was written, from its beginning; nothing more can be written then. */
    public InputStream read() {
        try {
            finish();
            return new BufferedInputStream(
                    aead.newDecryptingStream(Files.newInputStream(file), Blobs.bound(id)), 64 * 1024);
        } catch (IOException | GeneralSecurityException e) {
            throw Blobs.failed("read", e);
        }
    }

    void finish() throws IOException {
        if (!finished) {
            finished = true;
            out.close();
        }
    }

    @Override
    public void close() {
        try {
            finish();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Blobs.failed("drop", e);
        }
    }
}
