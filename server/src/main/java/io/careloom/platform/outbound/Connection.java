package io.careloom.platform.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to one peer, for one request after another. */
final class Connection {
    private static final int CONNECT_MILLIS = 5_000;

    private final Target.Peer peer;
    private final Socket socket;
    private final Socket spoken;
    private final AnswerReader reader;
    private long idleSince;

    private Connection(Target.Peer peer, Socket socket, Socket spoken) throws IOException {
        this.peer = peer;
        this.socket = socket;
        this.spoken = spoken;
        this.reader = new AnswerReader(spoken.getInputStream());
    }

    /** Connects to exactly this address; with TLS its certificate must be the peer's. */
    static Connection open(Target.Peer peer, InetAddress address, SSLSocketFactory tls, Exchange exchange)
            throws IOException {
        // without a proxy, which would resolve the name once more
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            exchange.over(socket);
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(address, peer.port()), Math.min(CONNECT_MILLIS, exchange.millisLeft()));
            return new Connection(peer, socket, peer.secure() ? secured(peer, socket, tls) : socket);
        } catch (IOException e) {
            Exchange.close(socket);
            throw e;
        }
    }

    private static Socket secured(Target.Peer peer, Socket socket, SSLSocketFactory tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, peer.name(), peer.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Sends a request and reads its answer, at most so many bytes of it. The deadline of the exchange closes the socket under it. */
    AnswerReader.Received ask(byte[] request, int mostAnswer, Exchange exchange) throws IOException {
        exchange.over(socket);
        spoken.getOutputStream().write(request);
        return reader.next(mostAnswer);
    }

    /** Whether the peer had begun to answer when the last request failed. */
    boolean wasAnswering() {
        return reader.hasBegun();
    }

    Target.Peer peer() {
        return peer;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    /** Closes without a farewell of TLS, which might wait for the peer. */
    void close() {
        Exchange.close(socket);
    }
}
