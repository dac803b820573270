package io.careloom.platform.sealing;

import io.careloom.platform.OwnFile;
import java.io.IOException;
import java.nio.file.Path;

/** The file that holds a master key; what cannot be done with it is refused. */
record KeyFile(Path path) {
    String read() {
        try {
            return new OwnFile(path).read();
        } catch (IOException e) {
            throw new MasterKey.Refused("the master key file " + path + " cannot be read");
        }
    }

    boolean exists() {
        return new OwnFile(path).exists();
    }

    /** Refused when the folder cannot be written; then the file is as it was. */
    void replace(String json) {
        try {
            new OwnFile(path).replace(json);
        } catch (IOException e) {
            throw new MasterKey.Refused("the master key cannot be kept in "
                    + path.toAbsolutePath().getParent() + " (" + e.getClass().getSimpleName()
                    + "); may this user write there?");
        }
    }
}
