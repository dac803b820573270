package io.careloom.platform.sealing;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Puts a new master key in the place of the old one: the file first holds both, then one transaction wraps every data key
 * anew, then the file holds the new one alone. Stopped anywhere between, the file opens everything; the next run goes on
 * where it stopped. Servers that run read the file again when they need it.
 */
public final class KeyRotation {
    private static final Origin ORIGIN = Origin.worker("careloom key rotate");

    private final Transactions transactions;
    private final KeyFile file;

    /** What is done, in this order. */
    public enum Step {
        /** The file holds the old key and the new one. */
        BOTH_KEPT,
        /** Every data key is wrapped by the new one. */
        REWRAPPED,
        /** The file holds the new one alone. */
        OLD_DROPPED
    }

    /** A rotation of the key in this file. */
    public KeyRotation(Transactions transactions, Path file) {
        this.transactions = transactions;
        this.file = new KeyFile(file);
    }

    /**
     * Rotates, or ends a rotation that was stopped.
     *
     * @param done told after each step
     * @return where the old key is kept, for backups made before
     * @throws MasterKey.Refused when the file cannot be replaced, its key is not this database's or another rotation runs
     */
    public Path run(Consumer<Step> done) {
        Path lock = file.path().resolveSibling(file.path().getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw new MasterKey.Refused("another rotation of the master key is running");
            }
            return rotate(done);
        } catch (OverlappingFileLockException e) {
            throw new MasterKey.Refused("another rotation of the master key is running");
        } catch (IOException e) {
            throw new MasterKey.Refused("the folder of the master key cannot be written (" + lock + ")");
        }
    }

    private Path rotate(Consumer<Step> done) {
        String keys = file.read();
        if (!MasterKeyset.isRotating(keys)) {
            requireOwn(keys);
            keys = MasterKeyset.withNew(keys);
            file.replace(keys);
        }
        done.accept(Step.BOTH_KEPT);
        Wrapping wrapping = new Wrapping(MasterKey.of(keys));
        transactions.write(ORIGIN, tx -> {
            rewrap(new DataKeyStore(tx), wrapping);
            return true;
        });
        done.accept(Step.REWRAPPED);
        String old = MasterKeyset.olderOf(keys);
        KeyFile kept =
                new KeyFile(file.path().resolveSibling(file.path().getFileName() + ".old-" + MasterKeyset.name(old)));
        kept.replace(old);
        file.replace(MasterKeyset.newestOf(keys));
        done.accept(Step.OLD_DROPPED);
        return kept.path();
    }

    private void requireOwn(String keys) {
        Wrapping present = new Wrapping(MasterKey.of(keys));
        transactions
                .read(ORIGIN, tx -> new DataKeyStore(tx).dataKeys())
                .forEach((tenantId, wrapped) -> present.dataKey(tenantId, wrapped));
    }

    private static void rewrap(DataKeyStore store, Wrapping wrapping) {
        store.lock();
        store.dataKeys()
                .forEach((tenantId, wrapped) -> store.replace(tenantId, wrapping.dataKeyAnew(tenantId, wrapped)));
        store.namedKeys()
                .forEach((name, wrapped) ->
                        store.replace(name, wrapping.wrapSecret(name, wrapping.secret(name, wrapped))));
    }
}
