package io.careloom.architecture.miniature.bread;

import io.careloom.architecture.miniature.platform.clock.Clocks;
import java.nio.file.Path;

/** Planted: a policy that reads files and the clock. */
public final class BreadPolicy {
    boolean allows(Path path, Clocks clocks) {
        return path.toString().equals(clocks.toString());
    }
}
