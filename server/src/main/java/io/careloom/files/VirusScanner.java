package io.careloom.files;

import java.io.InputStream;

/** Somebody who looks for malware in an upload, before anything of it is kept. */
@FunctionalInterface
public interface VirusScanner {
    /**
     * Whether the content is clean.
     *
     * @throws io.careloom.kernel.Problem UNAVAILABLE when nobody can say: then nothing is kept
     */
    boolean isClean(InputStream content);

    /** Where no scanner is configured. */
    static VirusScanner none() {
        return content -> true;
    }
}
