package io.careloom.files.http;

import static io.careloom.kernel.Permission.FILE_WRITE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.files.Files;
import io.careloom.files.NewFile;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.upload.Form;
import io.careloom.platform.http.upload.Intake;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How every audience uploads: one form, read into a draft, examined, then kept. */
final class UploadRoutes {
    private final Files files;

    UploadRoutes(Files files) {
        this.files = files;
    }

    /** The form, for the documentation; the file is the content itself. */
    record Upload(
            @NotNull String file,
            @Nullable @Size(max = 255) String name,
            @Nullable String type) {}

    /** An upload between its examination and its row. */
    record Examined(NewFile file) implements Intake.Received {
        @Override
        public void close() {
            file.close();
        }
    }

    /** The row of an upload, but for its handler. */
    Route row(String path) {
        return Route.post(path, "Create file")
                .needs(FILE_WRITE)
                .touches(TENANT)
                .audited(WRITE)
                .takes(this::take)
                .reads(Upload.class);
    }

    /** Keeps what came. */
    Files.Seen keep(Tx tx, Call call) {
        return files.add(tx, call.caller(), call.received(Examined.class).file());
    }

    private Examined take(Caller caller, Form form) {
        return new Examined(files.receive(caller, sink -> {
            Form.Texts texts = form.read(sink::write, Files.mostBytes());
            if (texts.fileName() == null) {
                throw Problem.invalid("file", "The file field is required.");
            }
            return new Files.Told(texts.values().get("name"), texts.values().get("type"), texts.fileName());
        }));
    }
}
