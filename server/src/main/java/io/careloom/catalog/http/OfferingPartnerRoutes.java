package io.careloom.catalog.http;

import io.careloom.catalog.offerings.OfferingFilter;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Handler;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a partner's program can order for a case; by kind for old clients. */
public final class OfferingPartnerRoutes implements Routes {
    private static final String SERVICES = "/v1/partner/services";

    private final Offerings offerings;

    /** Rows over the door. */
    public OfferingPartnerRoutes(Offerings offerings) {
        this.offerings = offerings;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                list("/v1/partner/offerings", "Get all offerings").by(of(null, "search")),
                list("/v1/partner/medications", "Get medications").by(of(ProductType.DOSESPOT_MEDICATION, "search")),
                list("/v1/partner/compounds/search", "Search compounds").by(of(ProductType.DOSESPOT_COMPOUND, "name")),
                list("/v1/partner/supplies", "Get supplies").by(of(ProductType.DOSESPOT_SUPPLY, "search")),
                list(SERVICES, "Get services").by(of(ProductType.SERVICE, "search")),
                reading(SERVICES + "/{service_id}", "Get service")
                        .answers(OfferingJson.class)
                        .by(service(offerings, "service_id")));
    }

    static Route reading(String path, String name) {
        return Route.get(path, name)
                .needs(Permission.OFFERING_READ)
                .touches(TenantRule.PARTNER)
                .audited(AuditClass.NONE);
    }

    private static Route list(String path, String name) {
        return reading(path, name).answers(Route.Shape.BARE, OfferingJson.class);
    }

    private Handler of(@Nullable ProductType type, String search) {
        return (tx, call) -> Answer.list(OfferingJson.all(
                offerings.offered(tx, call.caller(), null, new OfferingFilter(type, null, call.query(search)))));
    }

    /** One service that the caller's partners offer, by the id that the path names so. */
    static Handler service(Offerings offerings, String variable) {
        return (tx, call) -> {
            UUID id = call.id(variable);
            return offerings
                    .offered(tx, call.caller(), null, new OfferingFilter(ProductType.SERVICE, null, null))
                    .stream()
                    .filter(service -> service.id().equals(id))
                    .findFirst()
                    .<Answer>map(service -> Answer.of(OfferingJson.of(service)))
                    .orElseThrow(Problem::notFound);
        };
    }
}
