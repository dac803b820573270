package io.careloom.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A small file of UTF-8 text that only its owner reads; replaced as a whole, on disk before the call returns. */
public record OwnFile(Path path) {
    /** Its text. */
    public String read() throws IOException {
        return Files.readString(path);
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** Puts the text in the place of what was there, with the same owner; when this fails the file is as it was. */
    public void replace(String text) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(folder);
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (exists()) {
            Files.setAttribute(fresh, "unix:uid", Files.getAttribute(path, "unix:uid"));
        }
        Files.writeString(fresh, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // a rename is on disk when its folder is
        try (FileChannel renamed = FileChannel.open(folder, StandardOpenOption.READ)) {
            renamed.force(true);
        }
    }
}
