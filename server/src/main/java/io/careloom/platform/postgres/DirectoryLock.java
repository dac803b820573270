package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds a data directory for this process until closed or until the process dies, so that two servers never share it. */
final class DirectoryLock implements AutoCloseable {
    // a second channel on the file, once closed, would drop the first one's lock: POSIX locks belong to the process
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock at once or not at all.
     *
     * @throws PostgresFault with {@link PostgresFault#directoryInUse()} when another server has it
     */
    static DirectoryLock take(Path file) throws IOException {
        if (!HELD_HERE.add(file)) {
            throw taken(file, String.valueOf(ProcessHandle.current().pid()));
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            HELD_HERE.remove(file);
            throw e;
        }
        DirectoryLock lock = new DirectoryLock(file, channel);
        if (channel.tryLock() == null) {
            String holder = Files.readString(file).strip();
            lock.close();
            throw taken(file, holder);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return lock;
    }

    private static PostgresFault taken(Path file, String holder) {
        return new PostgresFault(
                PostgresFault.Reason.DIRECTORY_IN_USE,
                "Another server (process " + holder + ") already uses the data directory " + file.getParent()
                        + ". Stop it first, or give this one a directory of its own with --data.");
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
