package io.careloom.files.http;

import static io.careloom.kernel.Permission.DOCUMENT_READ;
import static io.careloom.kernel.Permission.PARTNER_MANAGE;
import static io.careloom.kernel.Permission.PARTNER_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.files.PartnerFiles;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** Partners with the files of their profiles, and their documents, in the console. */
public final class PartnerFileWebRoutes implements Routes {
    private static final String ALL = "/web/partners/{partner}/files";
    private static final String ONE = ALL + "/{file}";

    private final PartnerFiles files;

    /** Rows over the door. */
    public PartnerFileWebRoutes(PartnerFiles files) {
        this.files = files;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                Route.get("/web/partners/{partner}", "Get partner")
                        .needs(PARTNER_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PartnerWebJson.class)
                        .by(this::partner),
                Route.get(ALL, "Get files of a partner")
                        .needs(DOCUMENT_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, FileWebJson.class)
                        .by(this::list),
                keeping(Route.put(ONE, "Attach file to a partner"))
                        .reads(FileWebJson.Attach.class)
                        .answers(FileWebJson.class)
                        .by(this::attach),
                keeping(Route.patch(ONE, "Update file of a partner"))
                        .reads(FileWebJson.Rename.class)
                        .answers(FileWebJson.class)
                        .by(this::change),
                keeping(Route.delete(ONE, "Detach file from a partner"))
                        .answersNothing()
                        .by(this::detach));
    }

    private static Route keeping(Route route) {
        return route.needs(PARTNER_MANAGE).touches(PARTNER).audited(WRITE);
    }

    private Answer partner(Tx tx, Call call) {
        return Answer.of(PartnerWebJson.of(files.named(tx, call.caller(), call.id("partner")), call::wants));
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(
                files.list(tx, call.caller(), call.id("partner"), call.page()).map(FileWebJson::of));
    }

    private Answer attach(Tx tx, Call call) {
        return Answer.of(FileWebJson.of(files.attach(
                tx,
                call.caller(),
                call.id("partner"),
                call.id("file"),
                call.body(FileWebJson.Attach.class).terms())));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(FileWebJson.of(files.change(
                tx,
                call.caller(),
                call.id("partner"),
                call.id("file"),
                call.body(FileWebJson.Rename.class).terms())));
    }

    private Answer detach(Tx tx, Call call) {
        files.detach(tx, call.caller(), call.id("partner"), call.id("file"));
        return Answer.empty();
    }
}
