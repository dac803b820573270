package io.careloom.files.http;

import static io.careloom.kernel.Permission.FILE_READ;
import static io.careloom.kernel.Permission.FILE_WRITE;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.files.ChangeFile;
import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import java.util.UUID;

/** The rows of one file that audiences share. */
final class FileReadRoutes {
    private final Files files;

    FileReadRoutes(Files files) {
        this.files = files;
    }

    Route get(String path) {
        return Route.get(path, "Get file")
                .needs(FILE_READ)
                .touches(TENANT)
                .audited(READ)
                .answers(StoredFile.class)
                .by((tx, call) -> Answer.of(shown(tx, call, call.id("file_id")).file()));
    }

    Route patch(String path) {
        return Route.patch(path, "Patch file")
                .needs(FILE_WRITE)
                .touches(TENANT)
                .audited(WRITE)
                .reads(ChangeFile.class)
                .answers(StoredFile.class)
                .by((tx, call) ->
                        Answer.of(files.change(tx, call.caller(), call.id("file_id"), call.body(ChangeFile.class))
                                .file()));
    }

    Route delete(String path) {
        return Route.delete(path, "Delete file")
                .needs(FILE_WRITE)
                .touches(TENANT)
                .audited(WRITE)
                .answersNothing()
                .by(this::delete);
    }

    /** The file; the audit trail names the patient, or the file where it is not yet part of a record. */
    Files.Seen shown(Tx tx, Call call, UUID fileId) {
        Files.Seen seen = files.find(tx, call.caller(), fileId);
        UUID patientId = seen.patientId();
        call.shows(patientId == null ? fileId : patientId);
        return seen;
    }

    private Answer delete(Tx tx, Call call) {
        files.delete(tx, call.caller(), call.id("file_id"));
        return Answer.empty();
    }
}
