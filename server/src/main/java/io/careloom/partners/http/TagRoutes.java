package io.careloom.partners.http;

import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.kernel.Permission.TAG_MANAGE;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.kernel.PageQuery;
import io.careloom.partners.ChangeTag;
import io.careloom.partners.CreateTag;
import io.careloom.partners.Tag;
import io.careloom.partners.TagFilter;
import io.careloom.partners.Tags;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;

/** The rows that all surfaces share: the tags a caller sees, and what it does with its own. */
final class TagRoutes implements Routes {
    private final String all;
    private final String variable;
    private final Tags tags;

    /** @param variable what the surface calls a tag's id in its paths */
    TagRoutes(String all, String variable, Tags tags) {
        this.all = all;
        this.variable = variable;
        this.tags = tags;
    }

    @Override
    public List<Route> rows() {
        String one = all + "/{" + variable + "}";
        return List.of(
                list(all, "Get tags").by(this::list),
                write(Route.post(all, "Create tag"))
                        .reads(CreateTag.class)
                        .answers(Tag.class)
                        .by(this::create),
                write(Route.patch(one, "Update tag"))
                        .reads(ChangeTag.class)
                        .answers(Tag.class)
                        .by(this::change),
                write(Route.delete(one, "Delete tag")).answersNothing().by(this::remove));
    }

    /** A row that shows tags page by page. */
    static Route list(String path, String name) {
        return read(path, name).answers(Route.Shape.PAGED, Tag.class);
    }

    /** A row that shows tags. */
    static Route read(String path, String name) {
        return Route.get(path, name).needs(REFERENCE_READ).touches(PARTNER).audited(NONE);
    }

    /** A row that changes tags. */
    static Route write(Route row) {
        return row.needs(TAG_MANAGE).touches(PARTNER).audited(WRITE);
    }

    /** The tags of one partner and the global ones, as {@code type} and {@code key} of the query narrow them. */
    static Answer listOf(Tx tx, Call call, Tags tags, String partner) {
        return Answer.page(tags.listOf(tx, call.caller(), call.id(partner), filter(call), sorted(call)));
    }

    private static TagFilter filter(Call call) {
        return new TagFilter(call.query("type"), call.query("key"));
    }

    private static PageQuery sorted(Call call) {
        return call.page("created_at", "name", "key");
    }

    private Answer list(Tx tx, Call call) {
        return Answer.page(tags.list(tx, call.caller(), filter(call), sorted(call)));
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(tags.create(tx, call.caller(), call.body(CreateTag.class)));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(tags.change(tx, call.caller(), call.id(variable), call.body(ChangeTag.class)));
    }

    private Answer remove(Tx tx, Call call) {
        tags.remove(tx, call.caller(), call.id(variable));
        return Answer.empty();
    }
}
