package io.careloom.platform.http;

import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as the server read it, free of the server library.
 *
 * @param path raw, as sent
 * @param rawQuery without the question mark, as sent, maybe empty
 * @param address the client's address, already taken from a trusted proxy's header
 * @param bodySource reads the body, either whole or as a stream
 */
record Incoming(
        String method,
        String path,
        String rawQuery,
        Function<String, @Nullable String> headers,
        String address,
        BodySource bodySource) {

    /** Reads the body, in one of two ways. */
    interface BodySource {
        /** The whole body, at most the size of a JSON request; the same bytes each time. */
        byte[] read();

        /** The body of a form with a file, as it arrives. */
        InputStream stream();

        /** As announced, or -1. */
        long length();
    }

    /** A HEAD is answered like a GET, only without the body. */
    String meantMethod() {
        return method.equals("HEAD") ? "GET" : method;
    }

    @Nullable
    String header(String name) {
        return headers.apply(name);
    }
}
