package io.careloom.testing;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A multipart form as browsers send it. */
public final class Multipart {
    private static final String BOUNDARY = "----made-up-boundary-7d1f";

    private final List<BodyPublisher> parts;

    private Multipart(List<BodyPublisher> parts) {
        this.parts = parts;
    }

    /** An empty form. */
    public static Multipart form() {
        return new Multipart(List.of());
    }

    /** A form with this one file. */
    public static Multipart of(String fileName, byte[] content) {
        return form().file(fileName, "application/octet-stream", BodyPublishers.ofByteArray(content));
    }

    /** A form with one file that is made while it is sent. */
    public static Multipart of(String fileName, Supplier<InputStream> content) {
        return form().file(fileName, "application/octet-stream", BodyPublishers.ofInputStream(content));
    }

    /** With a text. */
    public Multipart text(String name, String value) {
        return with(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    /** With the file. */
    public Multipart file(String fileName, String type, BodyPublisher content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + type + "\r\n\r\n";
        return with(head).with(content).with("\r\n");
    }

    private Multipart with(String text) {
        return with(BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Multipart with(BodyPublisher part) {
        List<BodyPublisher> more = new ArrayList<>(parts);
        more.add(part);
        return new Multipart(more);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    BodyPublisher body() {
        return BodyPublishers.concat(with("--" + BOUNDARY + "--\r\n").parts.toArray(BodyPublisher[]::new));
    }
}
