package io.careloom.clinicians.http;

import static io.careloom.kernel.Permission.CLINICIAN_MANAGE;
import static io.careloom.kernel.Permission.CLINICIAN_READ;
import static io.careloom.kernel.Permission.OFFERING_MANAGE;
import static io.careloom.kernel.Permission.OFFERING_READ;
import static io.careloom.kernel.Permission.SELF;
import static io.careloom.platform.http.AuditClass.NONE;
import static io.careloom.platform.http.AuditClass.WRITE;
import static io.careloom.platform.http.Route.Shape.BARE;
import static io.careloom.platform.http.Route.Shape.PAGED;
import static io.careloom.platform.http.TenantRule.INSTALLATION;
import static io.careloom.platform.http.TenantRule.OWN;
import static io.careloom.platform.http.TenantRule.PARTNER;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingBond;
import io.careloom.catalog.offerings.OfferingBond.Key;
import io.careloom.catalog.offerings.Shelf;
import io.careloom.clinicians.offerings.ClinicianOfferings;
import io.careloom.clinicians.offerings.OfferingClinicians;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which clinicians have an offering for themselves or never: by partners, by administrators, by clinicians (CL-10, CL-11). */
public final class OfferingBondRoutes implements Routes {
    private static final String OF_OFFERING = "/web/partners/{partner}/offerings/{offering}/clinicians";
    private static final String OF_CLINICIAN = "/web/clinicians/{clinician}/offerings";
    private static final String OWN_OFFERINGS = "/v1/clinician/offerings";
    private static final String SELF_AT = "/v1/clinician/partners/{partner_id}/offerings/{offering}/clinicians";

    private final OfferingClinicians ofOfferings;
    private final ClinicianOfferings ofClinicians;

    /** Rows over these doors. */
    public OfferingBondRoutes(OfferingClinicians ofOfferings, ClinicianOfferings ofClinicians) {
        this.ofOfferings = ofOfferings;
        this.ofClinicians = ofClinicians;
    }

    @Override
    public List<Route> rows() {
        Route all = Route.get(OF_CLINICIAN, "Get offerings of a clinician")
                .needs(CLINICIAN_READ)
                .touches(INSTALLATION)
                .audited(NONE)
                .answers(PAGED, OfferingBondJson.OfOffering.class)
                .by(this::ofClinician);
        Route own = Route.get(OWN_OFFERINGS, "Get own offerings")
                .needs(SELF)
                .touches(OWN)
                .audited(NONE)
                .answers(BARE, OfferingBondJson.OfOffering.class)
                .by(this::own);
        return Stream.of(
                        offeringsSide(),
                        List.of(all, own),
                        bond(
                                new Place(OF_CLINICIAN + "/{offering}", CLINICIAN_READ, CLINICIAN_MANAGE, INSTALLATION),
                                (_, call) -> new Key(call.id("offering"), call.id("clinician"))),
                        bond(
                                new Place(OWN_OFFERINGS + "/{offering}", SELF, SELF, OWN),
                                (_, call) -> new Key(
                                        call.id("offering"), call.caller().clinician())),
                        bond(
                                new Place(SELF_AT, SELF, SELF, PARTNER),
                                (tx, call) -> ofClinicians.own(tx, call.caller(), shelved(call, "partner_id"))))
                .flatMap(List::stream)
                .toList();
    }

    /** Where a clinician's bond with an offering stands, and what who reads or changes it there needs. */
    private record Place(String path, Permission reading, Permission writing, TenantRule rule) {}

    private List<Route> bond(Place place, BiFunction<Tx, Call, Key> key) {
        return List.of(
                Route.get(place.path(), "Get the bond of a clinician with an offering")
                        .needs(place.reading())
                        .touches(place.rule())
                        .audited(NONE)
                        .answers(OfferingBondJson.OfOffering.class)
                        .by((tx, call) -> Answer.of(OfferingBondJson.OfOffering.of(
                                ofClinicians.find(tx, call.caller(), key.apply(tx, call))))),
                writing(Route.put(place.path(), "Tie a clinician to an offering"), place)
                        .reads(OfferingBondJson.Put.class)
                        .answersNothing()
                        .by((tx, call) -> put(tx, call, key.apply(tx, call))),
                writing(Route.patch(place.path(), "Change the bond of a clinician with an offering"), place)
                        .reads(OfferingBondJson.Update.class)
                        .answers(OfferingBondJson.Pivot.class)
                        .by((tx, call) ->
                                pivot(ofClinicians.change(tx, call.caller(), key.apply(tx, call), changes(call)))),
                writing(Route.delete(place.path(), "Untie a clinician from an offering"), place)
                        .answersNothing()
                        .by((tx, call) -> drop(tx, call, key.apply(tx, call))));
    }

    private static Route writing(Route route, Place place) {
        return route.needs(place.writing()).touches(place.rule()).audited(WRITE);
    }

    private List<Route> offeringsSide() {
        Place place = new Place(OF_OFFERING + "/{clinician}", OFFERING_READ, OFFERING_MANAGE, PARTNER);
        return List.of(
                Route.get(OF_OFFERING, "Get clinicians of an offering")
                        .needs(OFFERING_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(PAGED, OfferingBondJson.OfClinician.class)
                        .by(this::ofOffering),
                Route.get(place.path(), "Get clinician of an offering")
                        .needs(OFFERING_READ)
                        .touches(PARTNER)
                        .audited(NONE)
                        .answers(OfferingBondJson.OfClinician.class)
                        .by((tx, call) -> Answer.of(OfferingBondJson.OfClinician.of(
                                ofOfferings.find(tx, call.caller(), shelved(call, "partner"), call.id("clinician"))))),
                writing(Route.put(place.path(), "Attach clinician to an offering"), place)
                        .reads(OfferingBondJson.Put.class)
                        .answersNothing()
                        .by(this::attach),
                writing(Route.patch(place.path(), "Update clinician of an offering"), place)
                        .reads(OfferingBondJson.Update.class)
                        .answers(OfferingBondJson.Pivot.class)
                        .by((tx, call) -> pivot(ofOfferings.change(
                                tx, call.caller(), shelved(call, "partner"), call.id("clinician"), changes(call)))),
                writing(Route.delete(place.path(), "Detach clinician from an offering"), place)
                        .answersNothing()
                        .by(this::detach));
    }

    private static Shelf.Key shelved(Call call, String partner) {
        return new Shelf(Offering.Owner.partner(call.id(partner)), null).key(call.id("offering"));
    }

    private static Map<String, @Nullable Object> changes(Call call) {
        return call.body(OfferingBondJson.Update.class).changes();
    }

    private static Answer pivot(OfferingBond bond) {
        return Answer.of(OfferingBondJson.Pivot.of(bond));
    }

    private Answer ofOffering(Tx tx, Call call) {
        return Answer.page(ofOfferings
                .list(tx, call.caller(), shelved(call, "partner"), call.page())
                .map(OfferingBondJson.OfClinician::of));
    }

    private Answer attach(Tx tx, Call call) {
        OfferingBond.Terms terms = call.body(OfferingBondJson.Put.class).terms();
        ofOfferings.put(tx, call.caller(), shelved(call, "partner"), call.id("clinician"), terms);
        return Answer.empty();
    }

    private Answer detach(Tx tx, Call call) {
        ofOfferings.drop(tx, call.caller(), shelved(call, "partner"), call.id("clinician"));
        return Answer.empty();
    }

    private Answer ofClinician(Tx tx, Call call) {
        return Answer.page(ofClinicians
                .list(tx, call.caller(), call.id("clinician"), filter(call), call.page())
                .map(OfferingBondJson.OfOffering::of));
    }

    private Answer own(Tx tx, Call call) {
        return Answer.list(ofClinicians.all(tx, call.caller(), call.caller().clinician(), filter(call)).stream()
                .map(OfferingBondJson.OfOffering::of)
                .toList());
    }

    private static ClinicianOfferings.Filter filter(Call call) {
        String type = call.query("type");
        if (type != null && !type.matches(OfferingBondJson.TYPE)) {
            throw Problem.invalid("type", "The type is exclusive or disabled.");
        }
        return new ClinicianOfferings.Filter(
                call.queryId("partner_id"), type == null ? null : OfferingBond.Kind.of(type));
    }

    private Answer put(Tx tx, Call call, Key key) {
        ofClinicians.put(
                tx, call.caller(), key, call.body(OfferingBondJson.Put.class).terms());
        return Answer.empty();
    }

    private Answer drop(Tx tx, Call call, Key key) {
        ofClinicians.drop(tx, call.caller(), key);
        return Answer.empty();
    }
}
