package io.careloom.platform.http.upload;

import io.careloom.kernel.Caller;

/** What a row does with a form that holds a file, before its transaction opens: read, examine, refuse. */
@FunctionalInterface
public interface Intake {
    /** What the handler gets as {@code received}; closed when the request is over, whatever came of it. */
    Received take(Caller caller, Form form);

    /** What came of a form; closing it drops what was not kept. */
    interface Received extends AutoCloseable {
        @Override
        void close();
    }
}
