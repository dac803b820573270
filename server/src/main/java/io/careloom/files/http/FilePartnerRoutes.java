package io.careloom.files.http;

import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** Partners upload, look up and delete files (partner-contract.md section 6). */
public final class FilePartnerRoutes implements Routes {
    private static final String FILES = "/v1/partner/files";

    private final FileReadRoutes reads;
    private final UploadRoutes uploads;

    /** Rows over the door. */
    public FilePartnerRoutes(Files files) {
        this.reads = new FileReadRoutes(files);
        this.uploads = new UploadRoutes(files);
    }

    @Override
    public List<Route> rows() {
        return List.of(
                uploads.row(FILES)
                        .answers(StoredFile.class)
                        .by((tx, call) -> Answer.of(uploads.keep(tx, call).file())),
                reads.get(FILES + "/{file_id}"),
                reads.delete(FILES + "/{file_id}"));
    }
}
