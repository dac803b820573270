package io.careloom.files.http;

import static io.careloom.kernel.Permission.FILE_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.files.Files;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** Staff upload and look up files. */
public final class FileWebRoutes implements Routes {
    private final FileReadRoutes reads;
    private final UploadRoutes uploads;

    /** Rows over the door. */
    public FileWebRoutes(Files files) {
        this.reads = new FileReadRoutes(files);
        this.uploads = new UploadRoutes(files);
    }

    @Override
    public List<Route> rows() {
        return List.of(
                uploads.row("/web/files")
                        .answers(FileWebJson.class)
                        .by((tx, call) -> Answer.of(FileWebJson.of(uploads.keep(tx, call)))),
                Route.get("/web/files/{file}", "Get file")
                        .needs(FILE_READ)
                        .touches(TENANT)
                        .audited(READ)
                        .answers(FileWebJson.class)
                        .by((tx, call) -> Answer.of(FileWebJson.of(reads.shown(tx, call, call.id("file"))))));
    }
}
