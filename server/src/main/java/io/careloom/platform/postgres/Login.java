package io.careloom.platform.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * How to get in, as the database's owner, who is no superuser and may create databases.
 *
 * @param port on 127.0.0.1
 */
public record Login(int port, String password) {
    private static final InetAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 0).getAddress();

    /**
     * A login on the wanted port, or on a free one for 0.
     *
     * @throws PostgresFault when the wanted port is taken
     */
    static Login on(int wanted, String password) throws IOException {
        try (ServerSocket probe = new ServerSocket(wanted, 1, LOOPBACK)) {
            return new Login(probe.getLocalPort(), password);
        } catch (BindException e) {
            throw portTaken(wanted);
        }
    }

    static PostgresFault portTaken(int port) {
        return new PostgresFault(
                PostgresFault.Reason.PORT_TAKEN,
                "Port " + port + " on 127.0.0.1 is taken by another program, so PostgreSQL cannot listen there."
                        + " Stop that program, choose another port, or leave it out to take a free one.");
    }

    /** The JDBC address. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.NAME + "?sslmode=disable";
    }

    /** The owner's name. */
    public String user() {
        return Cluster.NAME;
    }

    @Override
    public String toString() {
        // the canonical form would print the password
        return "Login[" + port + "]";
    }

    /**
     * Whether the server lets us in now; false while it is still coming up.
     *
     * @throws PostgresFault when it is up and refuses
     */
    boolean works() {
        Properties properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        try (Connection connection = new Driver().connect(url(), properties)) {
            return connection != null;
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("28")) {
                throw new PostgresFault("PostgreSQL refuses the password in postgres.password (SQL state " + state
                        + "). Delete that file and start again: a new password will be set, the data stays.");
            }
            if (state.startsWith("08") || state.startsWith("57P")) {
                return false;
            }
            throw new PostgresFault("PostgreSQL runs but refuses a connection (SQL state " + state + ").");
        }
    }
}
