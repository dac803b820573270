package io.careloom.platform.database;

import io.careloom.platform.Patience;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets of the database driver, which makes the factory by its name. A read that takes longer than the socket's time
 * limit closes the socket; for the driver that is a lost connection, as a read that ran out of time would be.
 */
public final class DriverSockets extends SocketFactory {
    private static final int SHORT_MILLIS = 1_000;

    private static final class Watched extends Socket {
        private volatile int limitMillis;

        /** Short limits, by which the driver asks whether something came, stay with the system: they end without harm. */
        @Override
        public void setSoTimeout(int millis) throws SocketException {
            super.setSoTimeout(millis < SHORT_MILLIS ? millis : 0);
            limitMillis = millis;
        }

        @Override
        public int getSoTimeout() {
            return limitMillis;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int millis = limitMillis;
                    if (millis < SHORT_MILLIS) {
                        return super.read(bytes, offset, length);
                    }
                    try (Patience.Wait _ = Patience.of(Duration.ofMillis(millis), Watched.this::abandon)) {
                        return super.read(bytes, offset, length);
                    }
                }
            };
        }

        private void abandon() {
            try {
                close();
            } catch (IOException e) {
                // it is of no use any more either way
                limitMillis = 0;
            }
        }
    }

    @Override
    public Socket createSocket() {
        return new Watched();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    private static Socket connected(InetAddress host, int port) throws IOException {
        Socket socket = new Watched();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }
}
