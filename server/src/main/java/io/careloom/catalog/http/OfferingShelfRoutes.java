package io.careloom.catalog.http;

import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingFilter;
import io.careloom.catalog.offerings.OfferingLinks;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.catalog.offerings.Shelf;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.Tag;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one place where offerings stand: all kinds or one, of a partner or of a specialty. */
final class OfferingShelfRoutes {
    private final Offerings offerings;
    private final Place place;

    OfferingShelfRoutes(Offerings offerings, Place place) {
        this.offerings = offerings;
        this.place = place;
    }

    /**
     * Which place.
     *
     * @param of where the path names the owner: {@code partner} or {@code specialty}
     * @param type null for all kinds
     * @param keeping what who changes something there needs
     */
    record Place(String of, @Nullable ProductType type, TenantRule rule, Permission keeping) {
        /** The path of the whole shelf. */
        String path() {
            return "/web/%s/{%s}/%s".formatted(of.equals("partner") ? "partners" : "specialties", of, things());
        }

        /** What people call everything there, as the path does. */
        String things() {
            return type == null ? "offerings" : String.valueOf(type.path());
        }

        /** What people call something there. */
        String thing() {
            return type == null ? "offering" : type.thing();
        }
    }

    List<Route> rows() {
        return Stream.of(whole(), ofOne(), links("disease"), links("state"), tags())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> whole() {
        return List.of(
                reading("", "Get " + place.things() + " of a " + place.of())
                        .answers(PAGED, OfferingJson.class)
                        .by(this::list),
                writing(Route.post(place.path(), name("Create %s of a %s")))
                        .reads(OfferingJson.Sent.class)
                        .answers(OfferingJson.class)
                        .by(this::create));
    }

    private List<Route> ofOne() {
        String one = place.path() + "/{offering}";
        return List.of(
                reading("/{offering}", "Get %s of a %s")
                        .answers(OfferingJson.class)
                        .by((tx, call) -> one(offerings.find(tx, call.caller(), key(call)))),
                writing(Route.patch(one, name("Update %s of a %s")))
                        .reads(OfferingJson.Sent.class)
                        .answers(OfferingJson.class)
                        .by((tx, call) -> one(offerings.change(
                                tx,
                                call.caller(),
                                key(call),
                                call.body(OfferingJson.Sent.class).fields()))),
                writing(Route.delete(one, name("Delete %s of a %s")))
                        .answersNothing()
                        .by(this::delete),
                writing(Route.patch(one + "/restore", name("Restore %s of a %s")))
                        .answers(OfferingJson.class)
                        .by((tx, call) -> one(offerings.restore(tx, call.caller(), key(call)))),
                replicating(Route.post(one + "/replicate", name("Replicate %s of a %s")))
                        .reads(OfferingJson.Replicate.class)
                        .answers(OfferingJson.class)
                        .by(this::replicate));
    }

    /** The document shows a signature where a specialty's offering is copied. */
    private Route replicating(Route row) {
        Route needed = writing(row).needs(Permission.OFFERING_MANAGE);
        return place.of().equals("specialty") ? needed.orSigned() : needed;
    }

    private List<Route> links(String kind) {
        String one = place.path() + "/{offering}/" + kind + "s/{" + kind + "}";
        boolean disease = kind.equals("disease");
        Route list = reading("/{offering}/" + kind + "s", "Get " + kind + "s of a %s of a %s");
        return List.of(
                disease
                        ? list.answers(PAGED, ListedJson.OfDisease.class).by(this::diseases)
                        : list.answers(PAGED, StateJson.class).by(this::states),
                writing(Route.put(one, name("Attach " + kind + " to a %s of a %s")))
                        .answersNothing()
                        .by((tx, call) ->
                                linked(tx, call, kind, disease ? links()::attachDisease : links()::attachState)),
                writing(Route.delete(one, name("Detach " + kind + " from a %s of a %s")))
                        .answersNothing()
                        .by((tx, call) ->
                                linked(tx, call, kind, disease ? links()::detachDisease : links()::detachState)));
    }

    private List<Route> tags() {
        String one = place.path() + "/{offering}/tags/{tag}";
        return List.of(
                reading("/{offering}/tags", "Get tags of a %s of a %s")
                        .answers(PAGED, Tag.class)
                        .by((tx, call) -> Answer.page(links().tags(tx, call.caller(), key(call), call.page()))),
                writing(Route.post(one, name("Attach tag to a %s of a %s")))
                        .reads(OfferingJson.Notes.class)
                        .answersNothing()
                        .by(this::attachTag),
                writing(Route.patch(one, name("Update tag of a %s of a %s")))
                        .reads(OfferingJson.NeededNotes.class)
                        .answersNothing()
                        .by(this::annotateTag),
                writing(Route.delete(one, name("Detach tag from a %s of a %s")))
                        .answersNothing()
                        .by((tx, call) -> linked(tx, call, "tag", links()::detachTag)));
    }

    private Route reading(String below, String name) {
        return Route.get(place.path() + below, name(name))
                .needs(Permission.OFFERING_READ)
                .touches(place.rule())
                .audited(NONE);
    }

    private Route writing(Route route) {
        return route.needs(place.keeping()).touches(place.rule()).audited(WRITE);
    }

    private String name(String pattern) {
        return pattern.formatted(place.thing(), place.of());
    }

    private Shelf shelf(Call call) {
        UUID owner = call.id(place.of());
        return new Shelf(
                place.of().equals("partner") ? Offering.Owner.partner(owner) : Offering.Owner.specialty(owner),
                place.type());
    }

    private Shelf.Key key(Call call) {
        return shelf(call).key(call.id("offering"));
    }

    private OfferingLinks links() {
        return offerings.links();
    }

    private static Answer one(Offering offering) {
        return Answer.of(OfferingJson.of(offering));
    }

    private Answer list(Tx tx, Call call) {
        OfferingFilter filter = new OfferingFilter(
                place.type() == null ? type(call) : place.type(),
                pharmacy(call),
                call.page(OfferingWebRoutes.SORTS).search());
        return Answer.page(offerings
                .list(tx, call.caller(), shelf(call), filter, call.page(OfferingWebRoutes.SORTS))
                .map(OfferingJson::of));
    }

    private static @Nullable ProductType type(Call call) {
        String wire = call.query("product_type");
        if (wire == null) {
            return null;
        }
        return ProductType.of(wire)
                .orElseThrow(() -> Problem.invalid("product_type", "There is no such product_type."));
    }

    private static @Nullable Integer pharmacy(Call call) {
        String number = call.query("pharmacy_id");
        if (number != null && !number.matches("\\d{1,9}")) {
            throw Problem.invalid("pharmacy_id", "The pharmacy_id is a number.");
        }
        return number == null ? null : Integer.valueOf(number);
    }

    private Answer create(Tx tx, Call call) {
        OfferingJson.Sent sent = call.body(OfferingJson.Sent.class);
        return one(offerings.create(tx, call.caller(), shelf(call), sent.kind(place.type()), sent.fields()));
    }

    private Answer delete(Tx tx, Call call) {
        offerings.delete(tx, call.caller(), key(call));
        return Answer.empty();
    }

    private Answer replicate(Tx tx, Call call) {
        UUID partnerId = call.body(OfferingJson.Replicate.class).partnerId();
        return one(offerings.replicate(tx, call.caller(), key(call), partnerId));
    }

    private Answer diseases(Tx tx, Call call) {
        return Answer.page(
                links().diseases(tx, call.caller(), key(call), call.page()).map(ListedJson.OfDisease::of));
    }

    private Answer states(Tx tx, Call call) {
        return Answer.page(
                links().states(tx, call.caller(), key(call), call.page()).map(StateJson::of));
    }

    @FunctionalInterface
    private interface Act {
        void on(Tx tx, Caller caller, Shelf.Key key, UUID otherId);
    }

    private Answer linked(Tx tx, Call call, String variable, Act act) {
        act.on(tx, call.caller(), key(call), call.id(variable));
        return Answer.empty();
    }

    private Answer attachTag(Tx tx, Call call) {
        String notes = call.body(OfferingJson.Notes.class).notes();
        links().attachTag(tx, call.caller(), key(call), call.id("tag"), notes);
        return Answer.empty();
    }

    private Answer annotateTag(Tx tx, Call call) {
        String notes = call.body(OfferingJson.NeededNotes.class).notes();
        links().annotateTag(tx, call.caller(), key(call), call.id("tag"), notes);
        return Answer.empty();
    }
}
