package io.careloom.platform;

/**
 * An address of this server, written on the wire as an absolute URL under the address that the client used.
 *
 * @param path with its query, from the slash on
 */
public record Link(String path) {
    /** Under which name an answer's base address is known while it is written. */
    public static final Object BASE = Link.class;
}
