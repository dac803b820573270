package io.careloom.platform.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account that PostgreSQL's programs run under. PostgreSQL refuses to run as root, so root hands it to somebody
 * unprivileged; everybody else runs it as himself.
 */
final class RunAs {
    private static final Path ACCOUNTS = Path.of("/etc/passwd");
    private static final Account NOBODY = new Account("nobody", 65534, 65534);

    private final @Nullable Account other;
    private final List<String> prefix;

    private RunAs(@Nullable Account other, List<String> prefix) {
        this.other = other;
        this.prefix = prefix;
    }

    private record Account(String name, int uid, int gid) {}

    /**
     * Chooses the account: the owner of the cluster where there is one, else (for root) the user {@code careloom}, else
     * nobody.
     *
     * @throws PostgresFault when the cluster belongs to somebody else, or the machine cannot change the account
     */
    static RunAs choose(Path cluster) throws IOException {
        long self = new UnixSystem().getUid();
        boolean exists = Files.exists(cluster);
        int owner = exists ? (int) Files.getAttribute(cluster, "unix:uid", LinkOption.NOFOLLOW_LINKS) : -1;
        if (self != 0) {
            if (exists && owner != self) {
                throw new PostgresFault("The database in " + cluster + " belongs to user id " + owner
                        + ", the server runs as user id " + self
                        + ". Start it as that user (or as root), or give it away: chown -R " + self + " " + cluster);
            }
            return new RunAs(null, List.of());
        }
        if (owner == 0) {
            throw new PostgresFault("The database in " + cluster
                    + " belongs to root, and PostgreSQL refuses to run as root. Give it away: chown -R "
                    + unprivileged().uid() + ":" + unprivileged().gid() + " " + cluster);
        }
        return switchingTo(exists ? ownerOf(cluster, owner) : unprivileged());
    }

    private static RunAs switchingTo(Account account) {
        List<List<String>> ways = List.of(
                List.of(
                        "setpriv",
                        "--reuid=" + account.uid(),
                        "--regid=" + account.gid(),
                        "--clear-groups",
                        "--no-new-privs"),
                List.of("runuser", "-u", account.name(), "--"));
        for (List<String> way : ways) {
            if (succeeds(way, "true")) {
                return new RunAs(account, way);
            }
        }
        throw new PostgresFault("Started as root, but PostgreSQL refuses to run as root and neither setpriv nor runuser"
                + " (package util-linux) can switch to user id " + account.uid()
                + ". Start the server as an ordinary user, install util-linux, or use --database-url.");
    }

    private static Account unprivileged() throws IOException {
        return accounts().stream()
                .filter(account -> account.name().equals("careloom"))
                .findFirst()
                .orElse(NOBODY);
    }

    private static Account ownerOf(Path cluster, int uid) throws IOException {
        int gid = (int) Files.getAttribute(cluster, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        Optional<Account> known =
                accounts().stream().filter(account -> account.uid() == uid).findFirst();
        return new Account(known.map(Account::name).orElse("#" + uid), uid, gid);
    }

    private static List<Account> accounts() throws IOException {
        List<Account> found = new ArrayList<>();
        if (Files.isReadable(ACCOUNTS)) {
            for (String line : Files.readAllLines(ACCOUNTS)) {
                String[] field = line.split(":", -1);
                if (field.length >= 4 && field[2].matches("\\d{1,9}") && field[3].matches("\\d{1,9}")) {
                    found.add(new Account(field[0], Integer.parseInt(field[2]), Integer.parseInt(field[3])));
                }
            }
        }
        return found;
    }

    /** What stands before a command line so that it runs under this account; empty for our own account. */
    List<String> prefix() {
        return prefix;
    }

    /** Whether this account can walk to the folder, asked by trying. */
    boolean reaches(Path folder) {
        return other == null || succeeds(prefix, "sh", "-c", "cd \"$1\"", "sh", folder.toString());
    }

    /** Makes this account the owner of a file that we created. */
    void own(Path file) throws IOException {
        if (other != null) {
            Files.setAttribute(file, "unix:gid", other.gid());
            Files.setAttribute(file, "unix:uid", other.uid());
        }
    }

    /** For people: {@code user id 65534}. */
    @Override
    public String toString() {
        return other == null ? "its own user" : "user id " + other.uid();
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
