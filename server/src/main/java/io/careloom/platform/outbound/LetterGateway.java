package io.careloom.platform.outbound;

/** The port to a mail or SMS carrier. */
public interface LetterGateway {
    /**
     * Hands the letter to the carrier.
     *
     * @throws Undeliverable when the carrier did not take it; it is tried again
     */
    void deliver(Letter letter) throws Undeliverable;

    /** The carrier did not take the letter; the message names the reason and no address. */
    final class Undeliverable extends Exception {
        private static final long serialVersionUID = 1L;

        /** With the reason, free of personal values. */
        public Undeliverable(String reason) {
            super(reason, null, false, false);
        }
    }
}
