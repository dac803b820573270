package io.careloom.platform.http.edge;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntFunction;

/** Takes the connections whose first line is not HTTP/1.1, which would else be closed without a word, and answers once. */
public final class Unintelligible implements ServerConnectionSelector {
    private static final int BAD_REQUEST = 400;
    private static final int VERSION_NOT_SUPPORTED = 505;

    private final IntFunction<byte[]> message;

    /** {@code message} makes the whole HTTP message of a status. */
    public Unintelligible(IntFunction<byte[]> message) {
        this.message = message;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData start) {
        return speaks(firstLine(start), "1.1") ? Support.UNSUPPORTED : Support.SUPPORTED;
    }

    /** The first line; without one, the parser of HTTP may still read on or say that it is too long. */
    private static String firstLine(BufferData start) {
        int end = start.indexOf((byte) '\n');
        return end < 0
                ? " HTTP/1.1"
                : start.readString(end, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static boolean speaks(String line, String version) {
        return line.endsWith(" HTTP/" + version);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Refusal(context);
    }

    private final class Refusal implements ServerConnection {
        private final ConnectionContext context;

        Refusal(ConnectionContext context) {
            this.context = context;
        }

        @Override
        public void handle(Limit limit) {
            String line = firstLine(
                    context.dataReader().getBuffer(context.dataReader().available()));
            boolean otherVersion = speaks(line, "1.0") || speaks(line, "2.0");
            context.dataWriter()
                    .writeNow(BufferData.create(message.apply(otherVersion ? VERSION_NOT_SUPPORTED : BAD_REQUEST)));
        }

        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {
            // it ends by itself after its one answer
        }
    }
}
