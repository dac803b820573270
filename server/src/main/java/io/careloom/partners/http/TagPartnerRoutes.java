package io.careloom.partners.http;

import io.careloom.partners.Tag;
import io.careloom.partners.Tags;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.List;
import java.util.stream.Stream;

/** A partner's program makes tags and looks them up. */
public final class TagPartnerRoutes implements Routes {
    private static final String ALL = "/v1/partner/tags";

    private final Tags tags;

    /** Rows over the door. */
    public TagPartnerRoutes(Tags tags) {
        this.tags = tags;
    }

    @Override
    public List<Route> rows() {
        Route one = TagRoutes.read(ALL + "/{tag_id}", "Get tag")
                .answers(Tag.class)
                .by((tx, call) -> Answer.of(tags.find(tx, call.caller(), call.id("tag_id"))));
        return Stream.concat(new TagRoutes(ALL, "tag_id", tags).rows().stream(), Stream.of(one))
                .toList();
    }
}
