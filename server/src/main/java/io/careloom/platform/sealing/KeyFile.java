package io.careloom.platform.sealing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that holds a master key: replaced as a whole, on disk before the call returns, for its owner only. */
record KeyFile(Path path) {
    String read() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new MasterKey.Refused("the master key file " + path + " cannot be read");
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Refused when the folder cannot be written; then the file is as it was. */
    void replace(String json) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (exists()) {
                Files.setAttribute(fresh, "unix:uid", Files.getAttribute(path, "unix:uid"));
            }
            Files.writeString(fresh, json, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            // a rename is on disk when its folder is
            try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new MasterKey.Refused("the master key cannot be kept in "
                    + path.toAbsolutePath().getParent() + " (" + e.getClass().getSimpleName()
                    + "); may this user write there?");
        }
    }
}
