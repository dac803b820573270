package io.careloom.partners.http;

import io.careloom.partners.ChangeTag;
import io.careloom.partners.CreateTag;
import io.careloom.partners.Tag;
import io.careloom.partners.Tags;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** The console's tags: those of a partner, and those of everybody. */
public final class TagWebRoutes implements Routes {
    private static final String ALL = "/web/partners/{partner}/tags";
    private static final String ONE = ALL + "/{tag}";

    private final Tags tags;

    /** Rows over the door. */
    public TagWebRoutes(Tags tags) {
        this.tags = tags;
    }

    @Override
    public List<Route> rows() {
        Stream<Route> ofPartner = Stream.of(
                TagRoutes.list(ALL, "Get tags of a partner")
                        .by((tx, call) -> TagRoutes.listOf(tx, call, tags, "partner")),
                TagRoutes.write(Route.post(ALL, "Create tag of a partner"))
                        .reads(CreateTag.class)
                        .answers(Tag.class)
                        .by(this::create),
                TagRoutes.write(Route.patch(ONE, "Update tag of a partner"))
                        .reads(ChangeTag.class)
                        .answers(Tag.class)
                        .by(this::change),
                TagRoutes.write(Route.delete(ONE, "Delete tag of a partner"))
                        .answersNothing()
                        .by(this::remove));
        return Stream.concat(new TagRoutes("/web/tags", "tag", tags).rows().stream(), ofPartner)
                .toList();
    }

    private Answer create(Tx tx, Call call) {
        return Answer.of(tags.createFor(tx, call.caller(), call.id("partner"), call.body(CreateTag.class)));
    }

    private Answer change(Tx tx, Call call) {
        return Answer.of(
                tags.changeOf(tx, call.caller(), call.id("partner"), call.id("tag"), call.body(ChangeTag.class)));
    }

    private Answer remove(Tx tx, Call call) {
        tags.removeOf(tx, call.caller(), call.id("partner"), call.id("tag"));
        return Answer.empty();
    }
}
