package io.careloom.files.http;

import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.ArrayList;
import java.util.List;

/** Partners, and clinicians with their assistants, upload, look up and delete files (partner-contract.md section 6). */
public final class FileRoutes implements Routes {
    private final String path;
    private final FileReadRoutes reads;
    private final UploadRoutes uploads;

    private FileRoutes(String path, Files files) {
        this.path = path;
        this.reads = new FileReadRoutes(files);
        this.uploads = new UploadRoutes(files);
    }

    /** The rows of partners. */
    public static FileRoutes forPartners(Files files) {
        return new FileRoutes("/v1/partner/files", files);
    }

    /** The rows of clinicians and their assistants, who also turn pictures. */
    public static Routes forClinicians(Files files) {
        FileRoutes shared = new FileRoutes("/v1/clinician/files", files);
        return () -> {
            List<Route> rows = new ArrayList<>(shared.rows());
            rows.add(shared.reads.patch(shared.path + "/{file_id}"));
            return rows;
        };
    }

    @Override
    public List<Route> rows() {
        return List.of(
                uploads.row(path)
                        .answers(StoredFile.class)
                        .by((tx, call) -> Answer.of(uploads.keep(tx, call).file())),
                reads.get(path + "/{file_id}"),
                reads.delete(path + "/{file_id}"));
    }
}
