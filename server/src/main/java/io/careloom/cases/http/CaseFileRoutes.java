package io.careloom.cases.http;

import static io.careloom.kernel.Permission.FILE_WRITE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.CaseFiles;
import io.careloom.files.StoredFile;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** The files of cases, for programs of partners and for clinicians. */
public final class CaseFileRoutes implements Routes {
    private final CaseFiles files;

    /** Rows on this door. */
    public CaseFileRoutes(CaseFiles files) {
        this.files = files;
    }

    @Override
    public List<Route> rows() {
        return Stream.of("/v1/partner", "/v1/clinician")
                .flatMap(surface -> rows(surface + "/cases/{case_id}/files").stream())
                .toList();
    }

    private List<Route> rows(String all) {
        String one = all + "/{file_id}";
        return List.of(
                CaseReadRoutes.read(all, "Get case files")
                        .answers(BARE, StoredFile.class)
                        .by(this::list),
                write(Route.patch(all, "Update case files"))
                        .reads(CaseJson.FileIds.class)
                        .answers(BARE, StoredFile.class)
                        .by(this::replace),
                write(Route.post(one, "Attach a file to a case"))
                        .answers(StoredFile.class)
                        .by(this::attach),
                write(Route.delete(one, "Detach a file from a case"))
                        .answersNothing()
                        .by(this::detach));
    }

    private static Route write(Route row) {
        return row.needs(FILE_WRITE).touches(TENANT).audited(WRITE);
    }

    private Answer list(Tx tx, Call call) {
        return Answer.list(CaseReadRoutes.shown(call, files.list(tx, call.caller(), call.id("case_id"))));
    }

    private Answer replace(Tx tx, Call call) {
        return Answer.list(files.replace(
                tx,
                call.caller(),
                call.id("case_id"),
                call.body(CaseJson.FileIds.class).wanted()));
    }

    private Answer attach(Tx tx, Call call) {
        return Answer.of(files.attach(tx, call.caller(), call.id("case_id"), call.id("file_id")));
    }

    private Answer detach(Tx tx, Call call) {
        files.detach(tx, call.caller(), call.id("case_id"), call.id("file_id"));
        return Answer.empty();
    }
}
