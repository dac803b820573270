package io.careloom.files.http;

import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.TenantRule.NONE;

import io.careloom.files.Files;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Content behind signed links, sent so that no browser runs any of it. */
public final class FileLinkRoutes implements Routes {
    private final Files files;

    /** Rows over the door. */
    public FileLinkRoutes(Files files) {
        this.files = files;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                row("/s3/files/{file}/file", "Get File").by((tx, call) -> content(tx, call, false)),
                row("/s3/files/{file}/thumbnail", "Get Thumbnail").by((tx, call) -> content(tx, call, true)));
    }

    private static Route row(String path, String name) {
        return Route.get(path, name).openToLinks().touches(NONE).audited(READ).answers(Route.Shape.RAW, Void.class);
    }

    private Answer content(Tx tx, Call call, boolean thumbnail) {
        UUID fileId = call.id("file");
        Files.Content content = files.linked(tx, fileId, thumbnail, call.query("expires"), call.query("signature"));
        UUID patientId = content.patientId();
        call.shows(patientId == null ? fileId : patientId);
        return new Answer.Streamed(
                content.mimeType(),
                Answer.Content.of(content.size(), content.opener()),
                Map.of(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + encoded(content.name()),
                        "Content-Security-Policy",
                        "default-src 'none'; sandbox",
                        "Referrer-Policy",
                        "no-referrer",
                        "Cross-Origin-Resource-Policy",
                        "cross-origin"));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
