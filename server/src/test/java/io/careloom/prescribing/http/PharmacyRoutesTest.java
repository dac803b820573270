package io.careloom.prescribing.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Environment;
import io.careloom.prescribing.GatewayFailure;
import io.careloom.prescribing.Pharmacy;
import io.careloom.prescribing.PharmacyFilter;
import io.careloom.prescribing.PharmacyGateway;
import io.careloom.prescribing.pharmacies.Pharmacies;
import io.careloom.sandbox.SimulatedPharmacies;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Searches over HTTP, of a caller who may enter both environments; only the sandbox has a network. */
class PharmacyRoutesTest {
    private static final String TOKEN = "PHARMACY_READ";

    private static TestDatabase database;
    private static RoomServer server;

    /** A network that is down. */
    private record Silent() implements PharmacyGateway {
        @Override
        public List<Pharmacy> search(PharmacyFilter filter) {
            throw new GatewayFailure(GatewayFailure.Kind.UNKNOWN, "timeout");
        }

        @Override
        public Optional<Pharmacy> find(int pharmacyId) {
            throw new GatewayFailure(GatewayFailure.Kind.UNKNOWN, "timeout");
        }
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        Pharmacies sandbox = new Pharmacies(Map.of(Environment.SANDBOX, SimulatedPharmacies.all()));
        server = new RoomServer(
                database,
                List.of(
                        PharmacyRoutes.forPartners(sandbox),
                        PharmacyRoutes.forClinicians(new Pharmacies(Map.of(Environment.LIVE, new Silent()))),
                        PharmacyRoutes.forStaff(new Pharmacies(Map.of())),
                        PharmacyRoutes.ofPharmacyApi(
                                new Pharmacies(Map.of(Environment.SANDBOX, SimulatedPharmacies.takingOrders())))));
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    private static Heard ask(String path) {
        return server.send("GET", path, TOKEN, null);
    }

    private static List<Integer> found(String query) {
        Heard heard = ask("/v1/partner/pharmacies?" + query);
        assertThat(heard.status()).as(heard.body().toString()).isEqualTo(200);
        return heard.body().valueStream().map(one -> one.path("id").asInt()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "name=CUREX, 13012",
        "city=egg%20harbor, 13012",
        "zip=08234, 13012",
        "zip=08234-1111, 13012",
        "address=ocean%20heights, 13012",
        "phoneOrFax=609-927-0390, 13012",
        "phoneOrFax=(855)%20927-0392, 13012",
        "ncpdpID=3141012, 13012",
        "name=driftwood&state=az&specialty[]=24%20hour&specialty[]=2048, 4812",
    })
    void eachFilterFinds(String query, int pharmacyId) {
        assertThat(found(query)).contains(pharmacyId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=curexa&state=NY",
                "name=curexa&city=vernon",
                "name=curexa&zip=08235",
                "name=curexa&address=mill",
                "name=curexa&phoneOrFax=1234567",
                "name=curexa&specialty[]=Retail",
                "name=curexa&specialty[]=1&specialty[]=8",
                "name=curexa&ncpdpID=314101",
                "name=%25%25%25",
            })
    void everythingNamedMustFit(String query) {
        assertThat(found(query)).isEmpty();
    }

    @Test
    void searchWithoutAnyFilterIsRefused() {
        Heard heard = ask("/v1/partner/pharmacies?page=1&city=%20");

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.body().path("message").asString()).contains("at least one");
    }

    @ParameterizedTest
    @CsvSource({
        "name=Cu, name",
        "state=Ohio, state",
        "zip=12, zip",
        "zip=12345-67, zip",
        "phoneOrFax=1-2, phoneOrFax",
        "phoneOrFax=call%20me%20555, phoneOrFax",
        "specialty[0]=Bakery, specialty",
        "ncpdpID=12345678, ncpdpID",
    })
    void filterOfTheWrongFormIsRefusedByItsName(String query, String field) {
        Heard heard = ask("/v1/partner/pharmacies?" + query);

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.body().path("errors").propertyNames()).containsExactly(field);
    }

    @Test
    void aPharmacyIsShownAsInTheDocument() {
        JsonNode shown = ask("/v1/partner/pharmacies/232").body();

        assertThat(shown.propertyNames())
                .containsExactly(
                        "id",
                        "name",
                        "store_name",
                        "address1",
                        "address2",
                        "city",
                        "state",
                        "zip_code",
                        "primary_phone",
                        "primary_phone_type",
                        "primary_fax",
                        "phone_additional_1",
                        "phone_additional_type_1",
                        "phone_additional_2",
                        "phone_additional_type_2",
                        "phone_additional_3",
                        "phone_additional_type_3",
                        "pharmacy_specialties",
                        "service_level",
                        "latitude",
                        "longitude");
        assertThat(shown.path("phone_additional_1").asString()).isEqualTo("9075550126");
        assertThat(shown.path("phone_additional_type_1").asInt()).isEqualTo(5);
        assertThat(shown.path("phone_additional_type_2").asInt()).isZero();
        assertThat(shown.path("pharmacy_specialties").toString()).isEqualTo("[\"Retail\",\"EPCS\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"29992", "0", "-1", "99999999999", "curexa", "014"})
    void whatIsNoPharmacyIsNotFound(String id) {
        assertThat(ask("/v1/partner/pharmacies/" + id).status()).isEqualTo(404);
    }

    @Test
    void longListsEndAtAHundred() {
        assertThat(found("ncpdpID=5100422")).hasSize(1);
        assertThat(found("specialty=8")).hasSize(100);
    }

    @Test
    void theNetworkThatTakesOrdersIsSmaller() {
        Heard heard = ask("/pharmacies-api/pharmacies/search?specialty=8");

        assertThat(heard.body().size()).isBetween(10, 60);
        assertThat(ask("/pharmacies-api/pharmacies/search?name=Curexa").body()).isEmpty();
    }

    @Test
    void aNetworkThatIsDownAndOneThatIsNotThereAreUnavailable() {
        assertThat(ask("/v1/clinician/pharmacies?state=NJ").status()).isEqualTo(503);
        assertThat(ask("/v1/clinician/pharmacies/13012").body().path("code").asString())
                .isEqualTo("pharmacy_network_unavailable");
        assertThat(ask("/dosespot/pharmacies/13012").body().path("code").asString())
                .isEqualTo("pharmacy_network_not_configured");
    }

    @Test
    void theRightIsNeeded() {
        assertThat(server.send("GET", "/v1/partner/pharmacies?state=NJ", "PATIENT_READ", null)
                        .status())
                .isEqualTo(403);
    }
}
