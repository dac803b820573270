package io.careloom.prescribing;

/**
 * The network did not do what it was asked. The reason is for an operator and the case's record: it holds what the
 * network said about the request, never an address, a key or an exception's text.
 */
public final class GatewayFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known about the request. */
    public enum Kind {
        /** The network refused it and will refuse it again: nothing happened there. */
        REFUSED,
        /** It was not taken: nothing happened, the same request may be sent again later. */
        NOT_TAKEN,
        /** No answer came: it may have been done, so look before it is sent again. */
        UNKNOWN
    }

    private final Kind kind;

    /** A failure of this kind. */
    public GatewayFailure(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    /** What is known about the request. */
    public Kind kind() {
        return kind;
    }

    /** Why; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
