package io.careloom.cases.http;

import static io.careloom.kernel.Permission.TAG_ATTACH;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.CaseTags;
import io.careloom.cases.charts.TagLine;
import io.careloom.partners.Tag;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** The tags of cases, for programs of partners and for clinicians. */
public final class CaseTagRoutes implements Routes {
    private static final String PARTNER = "/v1/partner/cases/{case_id}/tags";
    private static final String CLINICIAN = "/v1/clinician/cases/{case_id}/tags";
    private static final String FILE = "/v1/clinician/cases/{case_id}/files/{file_id}/tags";

    private final CaseTags tags;

    /** Rows on this door. */
    public CaseTagRoutes(CaseTags tags) {
        this.tags = tags;
    }

    @Override
    public List<Route> rows() {
        Route history = CaseReadRoutes.read(PARTNER + "/historical", "Get historical case tags")
                .answers(PAGED, TagLine.class)
                .by(this::history);
        return Stream.of(writes(PARTNER), writes(CLINICIAN), ofFiles(), List.of(history))
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> writes(String all) {
        String one = all + "/{tag_id}";
        return List.of(
                write(Route.post(one, "Attach tag to case"))
                        .reads(CaseJson.TagNotes.class)
                        .by(this::attach),
                write(Route.patch(one, "Update notes of a case's tag"))
                        .reads(CaseJson.NeededTagNotes.class)
                        .by(this::annotate),
                write(Route.delete(one, "Detach tag from case"))
                        .reads(CaseJson.TagNotes.class)
                        .by(this::detach));
    }

    private List<Route> ofFiles() {
        String one = FILE + "/{tag_id}";
        return List.of(
                CaseReadRoutes.read(FILE, "Get case file tags")
                        .answers(PAGED, Tag.class)
                        .by(this::ofFile),
                write(Route.put(one, "Attach tag to case file"))
                        .reads(CaseJson.TagNotes.class)
                        .by(this::attachToFile),
                write(Route.patch(one, "Update notes of a case file's tag"))
                        .reads(CaseJson.NeededTagNotes.class)
                        .by(this::annotateFile),
                write(Route.delete(one, "Detach tag from case file")).by(this::detachFromFile));
    }

    private static Route write(Route row) {
        return row.needs(TAG_ATTACH).touches(TENANT).audited(WRITE).answersNothing();
    }

    private Answer attach(Tx tx, Call call) {
        String notes = call.body(CaseJson.TagNotes.class).notes();
        tags.attach(tx, call.caller(), call.id("case_id"), call.id("tag_id"), notes);
        return Answer.empty();
    }

    private Answer annotate(Tx tx, Call call) {
        String notes = call.body(CaseJson.NeededTagNotes.class).notes();
        tags.annotate(tx, call.caller(), call.id("case_id"), call.id("tag_id"), notes);
        return Answer.empty();
    }

    private Answer detach(Tx tx, Call call) {
        String notes = call.body(CaseJson.TagNotes.class).notes();
        tags.detach(tx, call.caller(), call.id("case_id"), call.id("tag_id"), notes);
        return Answer.empty();
    }

    private Answer ofFile(Tx tx, Call call) {
        return Answer.page(CaseReadRoutes.shown(
                call, tags.ofFile(tx, call.caller(), call.id("case_id"), call.id("file_id"), call.page())));
    }

    private Answer attachToFile(Tx tx, Call call) {
        tags.attachToFile(
                tx,
                call.caller(),
                named(call),
                call.body(CaseJson.TagNotes.class).notes());
        return Answer.empty();
    }

    private Answer annotateFile(Tx tx, Call call) {
        tags.annotateFile(
                tx,
                call.caller(),
                named(call),
                call.body(CaseJson.NeededTagNotes.class).notes());
        return Answer.empty();
    }

    private Answer detachFromFile(Tx tx, Call call) {
        tags.detachFromFile(tx, call.caller(), named(call));
        return Answer.empty();
    }

    private static CaseTags.OfFile named(Call call) {
        return new CaseTags.OfFile(call.id("case_id"), call.id("file_id"), call.id("tag_id"));
    }

    private Answer history(Tx tx, Call call) {
        return Answer.page(
                CaseReadRoutes.shown(call, tags.history(tx, call.caller(), call.id("case_id"), call.page())));
    }
}
