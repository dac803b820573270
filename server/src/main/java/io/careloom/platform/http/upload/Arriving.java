package io.careloom.platform.http.upload;

import io.careloom.kernel.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** A body on its way: whatever the server library throws while it arrives is a refusal. */
public final class Arriving extends FilterInputStream {
    private final Function<Exception, Problem> refusal;

    /** The stream of a body, and what its failures mean. */
    public Arriving(InputStream body, Function<Exception, Problem> refusal) {
        super(body);
        this.refusal = refusal;
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException | RuntimeException e) {
            throw refusal.apply(e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            return in.read(into, offset, length);
        } catch (IOException | RuntimeException e) {
            throw refusal.apply(e);
        }
    }

    @Override
    public void close() {
        // the server library reads what is left, or ends the connection
    }
}
