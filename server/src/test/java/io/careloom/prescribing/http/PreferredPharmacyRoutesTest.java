package io.careloom.prescribing.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.PatientWorld;
import io.careloom.prescribing.Pharmacy;
import io.careloom.prescribing.pharmacies.Pharmacies;
import io.careloom.prescribing.pharmacies.PreferredPharmacies;
import io.careloom.sandbox.SimulatedPharmacies;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a patient likes to go, for a partner ({@code own}), its live side ({@code live}) and another partner. */
class PreferredPharmacyRoutesTest {
    private static final Map<String, Caller> CALLERS = new ConcurrentHashMap<>();

    private static TestDatabase database;
    private static PatientWorld world;
    private static PreferredPharmacies preferred;
    private static RoomServer server;

    private UUID patientId = new UUID(0, 0);

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        PartnerProfile partner = world.access.partner("Fernhollow Clinic");
        CALLERS.put("own", world.program(partner, Environment.SANDBOX));
        CALLERS.put("live", world.program(partner, Environment.LIVE));
        CALLERS.put("other", world.program(world.access.partner("Brightwater Health"), Environment.SANDBOX));
        Pharmacies pharmacies = new Pharmacies(Map.of(Environment.SANDBOX, SimulatedPharmacies.all()));
        preferred = new PreferredPharmacies(world.patients, pharmacies, world.audit, world.clocks);
        server = new RoomServer(
                database,
                List.of(new PreferredPharmacyRoutes(preferred)),
                PreferredPharmacyRoutesTest::caller,
                world.access.vault);
    }

    private static Caller caller(String token) {
        Caller caller = CALLERS.get(token);
        if (caller == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
        }
        return caller;
    }

    @AfterAll
    static void close() {
        server.close();
        world.close();
        database.close();
    }

    @BeforeEach
    void comesIn() {
        patientId = world.patient(caller("own"), "Odile", "Marchetti", PatientWorld.email())
                .patientId();
    }

    private Heard send(String method, String token, String rest, @Nullable String body) {
        return server.send(method, "/v1/partner/patients/" + patientId + "/pharmacies" + rest, token, body);
    }

    private void add(int pharmacyId, @Nullable String body) {
        assertThat(send("POST", "own", "/" + pharmacyId, body).status()).isEqualTo(200);
    }

    private List<Integer> listed(String query) {
        return send("GET", "own", query, null)
                .body()
                .valueStream()
                .map(one -> one.path("pharmacy_id").asInt())
                .toList();
    }

    private List<Integer> primary() {
        return send("GET", "own", "", null)
                .body()
                .valueStream()
                .filter(one -> one.path("is_primary").asBoolean())
                .map(one -> one.path("pharmacy_id").asInt())
                .toList();
    }

    @Test
    void addingTwiceIsOnce() {
        assertThat(send("POST", "own", "/13012", null).body().toString()).isEqualTo("[]");
        add(13012, "{}");

        assertThat(listed("")).containsExactly(13012);
    }

    @Test
    void theListSortsByNameBothWays() {
        add(13012, null);
        add(232, null);
        add(4812, null);

        assertThat(listed("?sort=store_name&order=asc")).containsExactly(13012, 4812, 232);
        assertThat(listed("?sort=store_name&order=desc")).containsExactly(232, 4812, 13012);
        assertThat(send("GET", "own", "?sort=city", null).status()).isEqualTo(422);
    }

    @Test
    void theFirstChosenIsPrimaryUntilAnotherIsMadeThatOrItLeaves() {
        add(13012, null);
        add(232, null);
        assertThat(primary()).containsExactly(13012);

        add(4812, "{\"set_as_primary\": true}");
        assertThat(primary()).containsExactly(4812);

        send("DELETE", "own", "/4812", null);
        assertThat(primary()).hasSize(1);
        assertThat(primaryFor("own")).isEqualTo(primary().getFirst());
        assertThat(primaryFor("other")).isNull();
    }

    private @Nullable Integer primaryFor(String token) {
        return world.<@Nullable Integer>read(tx -> preferred
                .primaryOf(tx, caller(token).tenant(), patientId)
                .map(Pharmacy::id)
                .orElse(null));
    }

    @Test
    void ofManyThatAreAddedAtOnceOneIsPrimary() {
        List<Integer> ids = List.of(14, 232, 4812, 9101, 9102, 9103, 9104, 13012);
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int id : ids) {
                var _ = racers.submit(() -> send("POST", "own", "/" + id, "{\"set_as_primary\": true}"));
            }
        }

        assertThat(listed("")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(primary()).hasSize(1);
    }

    @Test
    void whatIsNoPharmacyOfTheNetworkIsNotFoundAndNothingIsKept() {
        assertThat(send("POST", "own", "/29992", null).status()).isEqualTo(404);
        assertThat(send("POST", "own", "/curexa", null).status()).isEqualTo(404);
        assertThat(send("DELETE", "own", "/13012", null).status()).isEqualTo(404);

        assertThat(listed("")).isEmpty();
    }

    @Test
    void strangersAndTheLiveSideFindNoSuchPatient() {
        add(13012, null);
        for (String token : List.of("other", "live")) {
            assertThat(send("GET", token, "", null).status()).isEqualTo(404);
            assertThat(send("POST", token, "/232", null).status()).isEqualTo(404);
            assertThat(send("DELETE", token, "/13012", null).status()).isEqualTo(404);
        }

        assertThat(listed("")).containsExactly(13012);
    }

    @Test
    void changesAreAudited() {
        add(13012, null);
        send("DELETE", "own", "/13012", null);

        assertThat(world.audited(patientId))
                .containsExactly("patient.created", "patient.pharmacy_added", "patient.pharmacy_removed");
    }
}
