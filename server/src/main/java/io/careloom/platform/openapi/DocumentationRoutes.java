package io.careloom.platform.openapi;

import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /openapi.json} and {@code /docs}: the document, and a page that shows it without asking anybody else. */
public final class DocumentationRoutes implements Routes {
    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'");

    private final Supplier<String> source;
    private volatile byte @Nullable [] document;

    /** Rows over a document that is made when it is first asked for. */
    public DocumentationRoutes(Supplier<String> source) {
        this.source = source;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                raw("/openapi.json", "Get the API document")
                        .by((tx, call) -> new Answer.Raw("application/json", document(), Map.of())),
                page("/docs", "text/html; charset=utf-8", "index.html"),
                page("/docs/docs.js", "text/javascript; charset=utf-8", "docs.js"),
                page("/docs/docs.css", "text/css; charset=utf-8", "docs.css"));
    }

    private static Route raw(String path, String name) {
        return Route.get(path, name)
                .open()
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .answers(Route.Shape.RAW, Void.class);
    }

    private static Route page(String path, String type, String resource) {
        byte[] bytes = read(resource);
        return raw(path, "Get the documentation: " + resource)
                .by((tx, call) -> new Answer.Raw(type, bytes, PAGE_HEADERS));
    }

    private static byte[] read(String resource) {
        try (InputStream stream = DocumentationRoutes.class.getResourceAsStream("/docs/" + resource)) {
            if (stream == null) {
                throw new IllegalStateException("/docs/" + resource + " is missing from the build");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] document() {
        byte[] made = document;
        if (made == null) {
            made = source.get().getBytes(StandardCharsets.UTF_8);
            document = made;
        }
        return made;
    }
}
