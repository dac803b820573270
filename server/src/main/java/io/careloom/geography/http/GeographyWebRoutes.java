package io.careloom.geography.http;

import static io.careloom.kernel.Permission.REFERENCE_READ;
import static io.careloom.platform.http.Route.Shape.PAGED;

import io.careloom.geography.Geography;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import io.careloom.platform.http.TenantRule;
import java.util.List;

/** Countries, states and time zones for staff. */
public final class GeographyWebRoutes implements Routes {
    private final Geography geography;

    /** Rows over the door. */
    public GeographyWebRoutes(Geography geography) {
        this.geography = geography;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                row("/web/countries", "Get countries")
                        .answers(PAGED, PlaceJson.OfCountry.class)
                        .by(this::countries),
                row("/web/countries/{country}", "Get country")
                        .answers(PlaceJson.OfCountry.class)
                        .by(this::country),
                row("/web/states", "Get states")
                        .answers(PAGED, PlaceJson.OfState.class)
                        .by(this::states),
                row("/web/states/{state}", "Get state")
                        .answers(PlaceJson.OfState.class)
                        .by(this::state),
                row("/web/timezones", "Get time zones")
                        .answers(PAGED, PlaceJson.OfTimezone.class)
                        .by(this::timezones),
                row("/web/timezones/{timezone}", "Get time zone")
                        .answers(PlaceJson.OfTimezone.class)
                        .by(this::timezone));
    }

    private static Route row(String path, String name) {
        return Route.get(path, name)
                .needs(REFERENCE_READ)
                .touches(TenantRule.NONE)
                .audited(AuditClass.NONE);
    }

    private Answer countries(Tx tx, Call call) {
        return Answer.page(
                geography.countries(call.page("name", "abbreviation")).map(PlaceJson.OfCountry::of));
    }

    private Answer country(Tx tx, Call call) {
        return Answer.of(geography
                .country(call.id("country"))
                .map(PlaceJson.OfCountry::of)
                .orElseThrow(Problem::notFound));
    }

    private Answer states(Tx tx, Call call) {
        boolean withCountry = call.wants("country");
        return Answer.page(geography
                .states(call.page("name", "abbreviation"))
                .map(state -> PlaceJson.OfState.of(state, withCountry)));
    }

    private Answer state(Tx tx, Call call) {
        boolean withCountry = call.wants("country");
        return Answer.of(geography
                .state(call.id("state"))
                .map(state -> PlaceJson.OfState.of(state, withCountry))
                .orElseThrow(Problem::notFound));
    }

    private Answer timezones(Tx tx, Call call) {
        return Answer.page(geography
                .timezones(call.query("identifier"), call.page("identifier", "name"))
                .map(PlaceJson.OfTimezone::of));
    }

    private Answer timezone(Tx tx, Call call) {
        return Answer.of(geography
                .timezone(call.id("timezone"))
                .map(PlaceJson.OfTimezone::of)
                .orElseThrow(Problem::notFound));
    }
}
