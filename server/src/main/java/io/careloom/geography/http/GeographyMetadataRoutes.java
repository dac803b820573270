package io.careloom.geography.http;

import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.platform.http.Route.Shape.BARE;

import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.ArrayList;
import java.util.List;

/** States and cities as programs choose them (P-02, P-03): the same for partners and clinicians; ZIP codes for partners. */
public final class GeographyMetadataRoutes implements Routes {
    private final Geography geography;
    private final String surface;
    private final boolean withZipCodes;

    private GeographyMetadataRoutes(Geography geography, String surface, boolean withZipCodes) {
        this.geography = geography;
        this.surface = surface;
        this.withZipCodes = withZipCodes;
    }

    /** Rows below {@code /v1/partner}. */
    public static GeographyMetadataRoutes forPartners(Geography geography) {
        return new GeographyMetadataRoutes(geography, "/v1/partner", true);
    }

    /** Rows below {@code /v1/clinician}. */
    public static GeographyMetadataRoutes forClinicians(Geography geography) {
        return new GeographyMetadataRoutes(geography, "/v1/clinician", false);
    }

    @Override
    public List<Route> rows() {
        List<Route> rows = new ArrayList<>();
        rows.add(row("/metadata/states", "Get all states", State.class).by(this::states));
        rows.add(row("/metadata/states/{state_id}/cities", "Get cities from a given state", CityJson.class)
                .by(this::cities));
        if (withZipCodes) {
            rows.add(row("/metadata/zipcodes", "Get cities and states from ZIP code", ZipCodeJson.class)
                    .by(this::zipCodes));
        }
        return rows;
    }

    private Route row(String path, String name, Class<?> item) {
        return Route.get(surface + path, name)
                .needs(REFERENCE_READ)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE)
                .answers(BARE, item);
    }

    private Answer states(Tx tx, Call call) {
        return Answer.list(geography.states(call.query("search")));
    }

    private Answer cities(Tx tx, Call call) {
        State state = geography.state(call.id("state_id")).orElseThrow(Problem::notFound);
        return Answer.list(geography.cities(state, call.query("search")).stream()
                .map(CityJson::of)
                .toList());
    }

    private Answer zipCodes(Tx tx, Call call) {
        String search = call.query("search");
        return search == null
                ? Answer.empty()
                : Answer.list(
                        geography.zipCodes(search).stream().map(ZipCodeJson::of).toList());
    }
}
