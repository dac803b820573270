package io.careloom.catalog.http;

import static io.careloom.kernel.Permission.AUDIT_READ;
import static io.careloom.kernel.Permission.CATALOG_MANAGE;
import static io.careloom.kernel.Permission.OFFERING_MANAGE;
import static io.careloom.kernel.Permission.OFFERING_READ;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingAudits;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.catalog.offerings.Shelf;
import io.careloom.platform.audit.AuditEntry;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What partners and specialties offer, kept in the console: all kinds together, and each kind by itself. */
public final class OfferingWebRoutes implements Routes {
    static final String[] SORTS = {"order", "title", "name", "created_at", "updated_at"};

    private static final String ALL = "/web/partners/{partner}/offerings";
    private static final String ONE = ALL + "/{offering}";
    private static final String RELATED = ONE + "/offerings";
    private static final String TAKEN = "/web/partners/{partner}/specialties/{specialty}/offerings/{offering}";

    private final Offerings offerings;
    private final OfferingAudits audits;

    /** Rows over these doors. */
    public OfferingWebRoutes(Offerings offerings, OfferingAudits audits) {
        this.offerings = offerings;
        this.audits = audits;
    }

    @Override
    public List<Route> rows() {
        Stream<OfferingShelfRoutes.Place> everything = Stream.of(
                new OfferingShelfRoutes.Place("partner", null, PARTNER, OFFERING_MANAGE),
                new OfferingShelfRoutes.Place("specialty", null, INSTALLATION, CATALOG_MANAGE));
        Stream<OfferingShelfRoutes.Place> byKind = Arrays.stream(ProductType.values())
                .filter(type -> type.path() != null)
                .flatMap(type -> Stream.of(
                        new OfferingShelfRoutes.Place("partner", type, PARTNER, OFFERING_MANAGE),
                        new OfferingShelfRoutes.Place("specialty", type, INSTALLATION, CATALOG_MANAGE)));
        return Stream.of(
                        Stream.concat(everything, byKind)
                                .flatMap(place -> new OfferingShelfRoutes(offerings, place).rows().stream()),
                        ofPartnersOnly(),
                        taken())
                .flatMap(rows -> rows)
                .toList();
    }

    private Stream<Route> ofPartnersOnly() {
        return Stream.of(
                writing(Route.post(ALL + "/replicate", "Replicate offerings of a partner"))
                        .reads(OfferingJson.ReplicateAll.class)
                        .answers(BARE, OfferingJson.class)
                        .by(this::replicateAll),
                Route.get(ONE + "/audits", "Get audits of an offering")
                        .needs(AUDIT_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, AuditEntry.class)
                        .by((tx, call) ->
                                Answer.page(audits.list(tx, call.caller(), key(call), call.newestFirst("created_at")))),
                Route.get(RELATED, "Get offerings that go with an offering")
                        .needs(OFFERING_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, OfferingJson.Related.class)
                        .by(this::related),
                writing(Route.put(RELATED + "/{related_offering}", "Attach offering to an offering"))
                        .reads(OfferingJson.Relate.class)
                        .answersNothing()
                        .by(this::relate),
                writing(Route.delete(RELATED + "/{related_offering}", "Detach offering from an offering"))
                        .answersNothing()
                        .by(this::unrelate));
    }

    private Stream<Route> taken() {
        return Stream.of(
                writing(Route.put(TAKEN, "Attach a specialty's offering to a partner"))
                        .answersNothing()
                        .by(this::take),
                writing(Route.delete(TAKEN, "Detach a specialty's offering from a partner"))
                        .answersNothing()
                        .by(this::giveBack));
    }

    private static Route writing(Route route) {
        return route.needs(OFFERING_MANAGE).touches(PARTNER).audited(WRITE);
    }

    private static Shelf shelf(Call call) {
        return new Shelf(Offering.Owner.partner(call.id("partner")), null);
    }

    private static Shelf.Key key(Call call) {
        return shelf(call).key(call.id("offering"));
    }

    private Answer replicateAll(Tx tx, Call call) {
        UUID partnerId = call.body(OfferingJson.ReplicateAll.class).partnerId();
        return Answer.list(OfferingJson.all(offerings.replicateAll(tx, call.caller(), shelf(call), partnerId)));
    }

    private Answer related(Tx tx, Call call) {
        return Answer.page(offerings
                .links()
                .related(tx, call.caller(), key(call), call.query("type"), call.page())
                .map(OfferingJson.Related::of));
    }

    private Answer relate(Tx tx, Call call) {
        String type = call.body(OfferingJson.Relate.class).chosen();
        offerings.links().relate(tx, call.caller(), key(call), call.id("related_offering"), type);
        return Answer.empty();
    }

    private Answer unrelate(Tx tx, Call call) {
        offerings.links().unrelate(tx, call.caller(), key(call), call.id("related_offering"));
        return Answer.empty();
    }

    private Answer take(Tx tx, Call call) {
        offerings.taken().take(tx, call.caller(), call.id("partner"), call.id("specialty"), call.id("offering"));
        return Answer.empty();
    }

    private Answer giveBack(Tx tx, Call call) {
        offerings.taken().giveBack(tx, call.caller(), call.id("partner"), call.id("specialty"), call.id("offering"));
        return Answer.empty();
    }
}
