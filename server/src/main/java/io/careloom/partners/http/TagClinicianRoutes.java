package io.careloom.partners.http;

import static io.careloom.kernel.Permission.SELF;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.TenantRule.OWN;

import io.careloom.partners.Tags;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** A clinician's own tags, those of the partners it works for, and those it keeps at hand. */
public final class TagClinicianRoutes implements Routes {
    private static final String ALL = "/v1/clinician/tags";
    private static final String FAVORITE = ALL + "/{tag_id}/favorite";

    private final Tags tags;

    /** Rows over the door. */
    public TagClinicianRoutes(Tags tags) {
        this.tags = tags;
    }

    @Override
    public List<Route> rows() {
        Stream<Route> further = Stream.of(
                TagRoutes.list("/v1/clinician/partners/{partner_id}/tags", "Get partner tags")
                        .by((tx, call) -> TagRoutes.listOf(tx, call, tags, "partner_id")),
                TagRoutes.list(ALL + "/favorite", "Get favorite tags").by(this::favorites),
                favorite(Route.post(FAVORITE, "Attach favorite tag")).by(this::favor),
                favorite(Route.delete(FAVORITE, "Detach favorite tag")).by(this::unfavor));
        return Stream.concat(new TagRoutes(ALL, "tag_id", tags).rows().stream(), further)
                .toList();
    }

    private static Route favorite(Route row) {
        return row.needs(SELF).touches(OWN).audited(NONE).answersNothing();
    }

    private Answer favorites(Tx tx, Call call) {
        return Answer.page(tags.favorites(tx, call.caller(), call.page("created_at", "name", "key")));
    }

    private Answer favor(Tx tx, Call call) {
        tags.favor(tx, call.caller(), call.id("tag_id"));
        return Answer.empty();
    }

    private Answer unfavor(Tx tx, Call call) {
        tags.unfavor(tx, call.caller(), call.id("tag_id"));
        return Answer.empty();
    }
}
