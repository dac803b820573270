package io.careloom.catalog.http;

import static io.careloom.platform.http.Route.Shape.BARE;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingFilter;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.catalog.offerings.Residence;
import io.careloom.catalog.offerings.Shelf;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Handler;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a clinician can choose from for a case of a partner, with {@code patient_id} only what is offered where that patient
 * lives; and the compounds that a clinician adds to it.
 */
public final class OfferingClinicianRoutes implements Routes {
    private static final String PARTNER = "/v1/clinician/partners/{partner_id}";
    private static final String SERVICES = "/v1/clinician/services";
    private static final PageQuery EVERYTHING =
            new PageQuery(1, Integer.MAX_VALUE, null, true, null, PageQuery.Trashed.WITHOUT);

    private static final Function<Call, @Nullable UUID> OF_PATH = call -> call.id("partner_id");

    private final Offerings offerings;
    private final Residence residence;

    /** Rows over the door. */
    public OfferingClinicianRoutes(Offerings offerings, Residence residence) {
        this.offerings = offerings;
        this.residence = residence;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                ofPartner("/offerings", "Partner offerings").by(list(null, "search", OF_PATH)),
                ofPartner("/medications", "Partner medications")
                        .by(list(ProductType.DOSESPOT_MEDICATION, "search", OF_PATH)),
                ofPartner("/supplies", "Partner supplies").by(list(ProductType.DOSESPOT_SUPPLY, "search", OF_PATH)),
                ofPartner("/compounds/search", "Search for compounds from a given partner")
                        .by(list(ProductType.DOSESPOT_COMPOUND, "name", OF_PATH)),
                Route.post(PARTNER + "/compounds", "Create compound for a given partner")
                        .needs(Permission.PRESCRIBE)
                        .touches(TenantRule.PARTNER)
                        .audited(AuditClass.WRITE)
                        .reads(CompoundJson.class)
                        .answers(OfferingJson.class)
                        .by(this::compound),
                OfferingPartnerRoutes.reading(
                                PARTNER + "/offerings/{offering}/offerings", "Get offerings that go with an offering")
                        .answers(BARE, OfferingJson.Related.class)
                        .by(this::related),
                OfferingPartnerRoutes.reading(SERVICES, "List services")
                        .answers(BARE, OfferingJson.class)
                        .by(list(ProductType.SERVICE, "search", call -> call.queryId("partner_id"))),
                OfferingPartnerRoutes.reading(SERVICES + "/{partner_service_id}", "Get service")
                        .answers(OfferingJson.class)
                        .by(OfferingPartnerRoutes.service(offerings, "partner_service_id")));
    }

    private static Route ofPartner(String below, String name) {
        return OfferingPartnerRoutes.reading(PARTNER + below, name).answers(BARE, OfferingJson.class);
    }

    private Handler list(@Nullable ProductType type, String search, Function<Call, @Nullable UUID> partner) {
        return (tx, call) -> {
            OfferingFilter filter = new OfferingFilter(type, null, call.query(search));
            List<Offering> offered = offerings.offered(tx, call.caller(), partner.apply(call), filter);
            UUID patientId = call.queryId("patient_id");
            return Answer.list(OfferingJson.all(
                    patientId == null
                            ? offered
                            : offerings
                                    .links()
                                    .offeredIn(tx, residence.stateOf(tx, call.caller(), patientId), offered)));
        };
    }

    private Answer compound(Tx tx, Call call) {
        CompoundJson said = call.body(CompoundJson.class);
        return Answer.of(OfferingJson.of(
                offerings.compound(tx, call.caller(), call.id("partner_id"), said.fields(), said.diseaseIds())));
    }

    private Answer related(Tx tx, Call call) {
        Shelf shelf = new Shelf(Offering.Owner.partner(call.id("partner_id")), null);
        return Answer.list(offerings
                .links()
                .related(tx, call.caller(), shelf.key(call.id("offering")), call.query("type"), EVERYTHING)
                .items()
                .stream()
                .map(OfferingJson.Related::of)
                .toList());
    }
}
